package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import e7.identity.proc.ExecutableName.Evidence;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExecutableNameTest {

    private static final Evidence SAME = new Evidence(true, true, true);
    private static final Evidence OTHER_FILE = new Evidence(false, true, true);

    @Test
    void shouldTrustPathThatLeadsToSameFile() {
        assertEquals(new ExecutableName("/usr/bin/curl", "/usr/bin/curl"), judge("/usr/bin/curl", SAME));
    }

    @Test
    void shouldTrustFileThatIsReallyCalledDeleted() {
        assertEquals("/tmp/x (deleted)", judge("/tmp/x (deleted)", SAME).path());
    }

    @Test
    void shouldSayWhyPathDoesNotCount() {
        assertEquals("/usr/bin/nc (deleted)", distrusted("/usr/bin/nc (deleted)", OTHER_FILE));
        assertEquals("/usr/bin/nc (another file there now)", distrusted("/usr/bin/nc", OTHER_FILE));
        assertEquals("/usr/bin/nc (in another mount namespace)", distrusted("/usr/bin/nc", new Evidence(false, true, false)));
        assertEquals("/usr/bin/nc (in another user namespace)", distrusted("/usr/bin/nc", new Evidence(true, false, true)));
        assertEquals("memfd (no path)", distrusted("memfd", SAME));
    }

    @Test
    void shouldNotTrustNameThatIsNotUtf8() {
        byte[] name = "/tmp/x?".getBytes(StandardCharsets.ISO_8859_1);
        name[6] = (byte) 0xff;
        ExecutableName judged = ExecutableName.of(name, SAME);
        assertNull(judged.path());
        assertEquals("/tmp/x\ufffd (name is not UTF-8)", judged.display());
    }

    @Test
    void shouldKeepPathButNotShowItsControlCharacters() {
        ExecutableName judged = judge("/tmp/a\u001b[2K\u202eb", SAME);
        assertEquals("/tmp/a\u001b[2K\u202eb", judged.path());
        assertEquals("/tmp/a?[2K?b", judged.display());
    }

    private static String distrusted(String name, Evidence evidence) {
        ExecutableName judged = judge(name, evidence);
        assertNull(judged.path());
        return judged.display();
    }

    private static ExecutableName judge(String name, Evidence evidence) {
        return ExecutableName.of(name.getBytes(StandardCharsets.UTF_8), evidence);
    }
}
