package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountsTest {

    /** As in proc(5), with an optional field, and a folder that is called like a type. */
    private static final byte[] LINES = ("""
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            51 22 0:46 / /home/a/mnt rw,nosuid,nodev - fuse.sshfs host:/ rw,allow_other
            52 22 0:47 / /home/fuse rw - tmpfs fuse rw
            """).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({"8, 1, false", "0, 46, true", "0, 47, false", "0, 4, false", "46, 0, false"})
    void shouldKnowWhatAProgramServes(long major, long minor, boolean expected) {
        assertEquals(expected, Mounts.isServedByProgram(LINES, major << 32 | minor));
    }

    @Test
    void shouldReadThisProcesssMounts() throws Exception {
        assertFalse(Mounts.isServedByProgram((int) ProcessHandle.current().pid(), -1));
    }
}
