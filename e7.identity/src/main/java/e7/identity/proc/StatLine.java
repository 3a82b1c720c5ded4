package e7.identity.proc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads {@code /proc/PID/stat} (proc(5)). Field 2, the name in parentheses, is the process's own choice and may hold spaces, newlines
 * and parentheses; everything after the last {@code )} is the kernel's and numeric, but for field 3.
 */
final class StatLine {

    private static final int FIELD_AFTER_NAME = 3;
    private static final int START_TIME = 22;

    private StatLine() {
    }

    /** Field 22 in clock ticks since boot, or -1 if the line is cut short or is none. Allocates nothing. */
    static long startTime(ByteBuffer line, int length) {
        int at = lastParenthesis(line, length);
        if (at < 0) {
            return -1;
        }
        at += 2;
        for (int field = FIELD_AFTER_NAME; field < START_TIME; field++) {
            while (at < length && line.get(at) != ' ') {
                at++;
            }
            at++;
        }
        return number(line, at, length);
    }

    /** Field 2 without its parentheses, made fit to be shown; {@code ?} if the line is none. */
    static String command(ByteBuffer line, int length) {
        int close = lastParenthesis(line, length);
        int open = 0;
        while (open < close && line.get(open) != '(') {
            open++;
        }
        if (close <= open) {
            return "?";
        }
        byte[] name = new byte[close - open - 1];
        line.get(open + 1, name);
        return Printable.of(new String(name, StandardCharsets.UTF_8));
    }

    private static int lastParenthesis(ByteBuffer line, int length) {
        int at = length - 1;
        while (at >= 0 && line.get(at) != ')') {
            at--;
        }
        return at;
    }

    /** A number that something follows: one that ends where the line ends may have lost digits. */
    private static long number(ByteBuffer line, int start, int length) {
        long value = 0;
        int at = start;
        while (at < length && line.get(at) >= '0' && line.get(at) <= '9') {
            value = value * 10 + line.get(at) - '0';
            at++;
        }
        return at == start || at >= length ? -1 : value;
    }
}
