package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "python3 *, python3 a/b c, true", "python3 *, python3, false", "*, '', true", "?, '', false", "a?c, abc, true", "a?c, ac, false",
        "*a*b, xaxbxb, true", "*a*b, xaxbx, false", "a\\*c, a*c, true", "a\\*c, abc, false", "a\\\\*, a\\x, true", "a\\, a\\, true",
    })
    void shouldMatchTheWholeText(String pattern, String text, boolean expected) {
        assertEquals(expected, new Glob(pattern).matches(text));
    }

    @Test
    void shouldAgreeWithRegularExpressions() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            String pattern = word(random, "ab*?", 8);
            String text = word(random, "ab", 10);
            boolean expected = Pattern.matches(pattern.replace("*", ".*").replace("?", "."), text);
            assertEquals(expected, new Glob(pattern).matches(text), () -> pattern + " on " + text);
        }
    }

    /** A regular expression takes longer than the universe is old for this. */
    @Test
    void shouldNotTryAllWaysWhenNoneFits() {
        Glob glob = new Glob("*a".repeat(100) + "b");
        assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> glob.matches("a".repeat(20_000))));
    }

    private static String word(Random random, String letters, int longest) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(longest); length > 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
