package e7.rules.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What is read of {@code /proc/PID/stat} (proc(5)). Field 2, the name in parentheses, is the process's own choice and may hold spaces,
 * newlines and parentheses; everything after the last {@code )} is the kernel's.
 *
 * @param parent field 4; 0 for one without a parent in this pid namespace
 * @param isKernelThread PF_KTHREAD of field 9 (linux/sched.h)
 * @param startTime field 22, clock ticks since boot
 */
record StatLine(int parent, boolean isKernelThread, long startTime) {

    private static final int FIRST_FIELD = 3;
    private static final int PARENT = 4;
    private static final int FLAGS = 9;
    private static final int START_TIME = 22;
    private static final long PF_KTHREAD = 0x0020_0000;

    /**
     * Reads the line.
     *
     * @throws IOException if it is none, or cut short
     */
    static StatLine parse(byte[] line) throws IOException {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
        // The field behind is wanted too: a number that ends where the line ends may have lost digits.
        if (text.lastIndexOf(')') < 0 || fields.length <= START_TIME - FIRST_FIELD + 1) {
            throw new IOException("no line of /proc/PID/stat: length=" + line.length);
        }
        try {
            return new StatLine(
                    Integer.parseInt(fields[PARENT - FIRST_FIELD]),
                    (Long.parseLong(fields[FLAGS - FIRST_FIELD]) & PF_KTHREAD) != 0,
                    Long.parseLong(fields[START_TIME - FIRST_FIELD]));
        } catch (NumberFormatException e) {
            throw new IOException("no line of /proc/PID/stat: " + e.getMessage(), e);
        }
    }
}
