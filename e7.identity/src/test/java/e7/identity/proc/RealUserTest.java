package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RealUserTest {

    private static final String STATUS = "Name:\tUid:\\n7\nUmask:\t0022\nPid:\t9\nUid:\t1000\t0\t0\t0\nGid:\t0\t0\t0\t0\n";

    @Test
    void shouldReadTheFirstOfTheFourNumbers() {
        assertEquals(1000, parse(STATUS, STATUS.length()));
    }

    @Test
    void shouldNotReadWhatIsCutShort() {
        int end = STATUS.indexOf("1000") + 4;
        for (int length = 0; length <= end; length++) {
            assertEquals(-1, parse(STATUS, length));
        }
        assertEquals(1000, parse(STATUS, end + 1));
    }

    private static long parse(String text, int length) {
        return RealUser.parse(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), length);
    }
}
