package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatLineTest {

    private static final String AFTER_NAME =
            " S 1 4242 4242 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 3 0 987654 4096 50 18446744073709551615 0 0 0\n";

    @ParameterizedTest
    @ValueSource(strings = {"bash", "a b", "tmux: server", ")", "(", "x) S 1 2 3", "((a) b)", "", "line\nbreak"})
    void shouldReadStartTimeWhateverTheName(String name) {
        ByteBuffer line = bytes("4242 (" + name + ")" + AFTER_NAME);
        assertEquals(987654, StatLine.startTime(line, line.capacity()));
    }

    @Test
    void shouldReadNameWithSpacesAndParentheses() {
        assertEquals("x) S 1 (2", command("4242 (x) S 1 (2)" + AFTER_NAME));
        assertEquals("bash", command("4242 (bash)" + AFTER_NAME));
        assertEquals("", command("4242 ()" + AFTER_NAME));
    }

    @Test
    void shouldNotShowControlCharactersOfName() {
        assertEquals("?[31mred?", command("4242 (\u001b[31mred\n)" + AFTER_NAME));
    }

    @Test
    void shouldNeverReadAWrongStartTimeWhenTruncated() {
        ByteBuffer line = bytes("4242 (a b)" + AFTER_NAME);
        for (int length = 0; length < line.capacity(); length++) {
            long start = StatLine.startTime(line, length);
            assertTrue(start == -1 || start == 987654, "length=" + length + " start=" + start);
            StatLine.command(line, length);
        }
    }

    @Test
    void shouldBearAnyBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            if (i % 2 == 0 && noise.length > 0) {
                noise[random.nextInt(noise.length)] = ')';
            }
            ByteBuffer line = ByteBuffer.wrap(noise);
            StatLine.startTime(line, noise.length);
            StatLine.command(line, noise.length);
        }
    }

    private static String command(String text) {
        ByteBuffer line = bytes(text);
        return StatLine.command(line, line.capacity());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
