package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatLineTest {

    /** {@code cat /proc/self/stat}, its name replaced. */
    private static final String LINE = "814 (%s) R 811 814 811 34816 814 4194304 98 0 0 0 0 0 0 0 20 0 1 0 161803 2703360 365 "
            + "18446744073709551615 94 95 96 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    @ParameterizedTest
    @ValueSource(strings = {"cat", "a b", "a) R 1 1 1 1 1 2097152 1 (b", ")", "", "(", "\n1 (x) R 1"})
    void shouldReadTheKernelsFieldsWhateverTheNameIs(String name) throws IOException {
        assertEquals(new StatLine(811, false, 161_803), StatLine.parse(LINE.formatted(name).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldKnowAKernelThread() throws IOException {
        String line = "2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 9 0 0 1\n";
        assertEquals(new StatLine(0, true, 9), StatLine.parse(line.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldRefuseALineThatIsCutShortBeforeItsStartTimeEnds() {
        byte[] line = LINE.formatted("cat").getBytes(StandardCharsets.UTF_8);
        int end = LINE.formatted("cat").indexOf("161803") + "161803".length();
        for (int length = 0; length <= end; length++) {
            byte[] cut = Arrays.copyOf(line, length);
            assertThrows(IOException.class, () -> StatLine.parse(cut), () -> "length " + cut.length);
        }
    }
}
