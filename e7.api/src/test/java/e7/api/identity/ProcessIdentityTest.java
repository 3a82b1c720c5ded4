package e7.api.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    private static ProcessIdentity shown(String display) {
        return new ProcessIdentity(1, 1, 1, 1, display, display, "x");
    }

    @Test
    void shouldLeaveTheMiddleOutOfWhatIsShownAndNothingOfThePath() {
        String path = "/home/" + "a".repeat(4000) + "/evil (in another mount namespace)";
        ProcessIdentity process = shown(path);
        assertEquals(path, process.path());
        assertEquals(256, process.display().length());
        assertTrue(process.display().matches("/home/a+…a+/evil \\(in another mount namespace\\)"), process.display());
        String longest = "/" + "b".repeat(255);
        assertEquals(longest, shown(longest).display());
    }

    @Test
    void shouldCutNoCharacterInTwo() {
        for (int shift = 0; shift < 2; shift++) {
            String display = shown("x".repeat(shift) + "\ud83d\ude00".repeat(300)).display();
            assertTrue(display.length() <= 256 && display.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        }
    }
}
