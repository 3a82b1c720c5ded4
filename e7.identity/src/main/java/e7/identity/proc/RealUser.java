package e7.identity.proc;

import java.nio.ByteBuffer;

/**
 * Reads the real user from {@code /proc/PID/status} (proc(5)): the first number of the line {@code Uid:}. The name in the first line is the
 * process's choice, but the kernel escapes line breaks in it.
 */
final class RealUser {

    private static final NativeBuffer STATUS = NativeBuffer.constant("status");
    private static final String LABEL = "\nUid:\t";

    private final NativeBuffer text = new NativeBuffer(4096);

    /** The real user of the process with this folder in /proc, in our numbers, or -1 if it is gone. */
    long of(int processFolder) {
        int descriptor = Libc.openat(processFolder, STATUS.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (descriptor < 0) {
            return -1;
        }
        int length = (int) Libc.read(descriptor, text.address(), text.capacity());
        Libc.close(descriptor);
        return parse(text.bytes(), length);
    }

    /** The real user, or -1 if there is no such line. */
    static long parse(ByteBuffer text, int length) {
        for (int at = 0; at + LABEL.length() < length; at++) {
            if (isLabel(text, at)) {
                return number(text, at + LABEL.length(), length);
            }
        }
        return -1;
    }

    private static boolean isLabel(ByteBuffer text, int at) {
        for (int i = 0; i < LABEL.length(); i++) {
            if (text.get(at + i) != LABEL.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A number that something follows: one that ends where the text ends may have lost digits. */
    private static long number(ByteBuffer text, int start, int length) {
        long value = 0;
        int at = start;
        while (at < length && text.get(at) >= '0' && text.get(at) <= '9') {
            value = value * 10 + text.get(at) - '0';
            at++;
        }
        return at == start || at == length ? -1 : value;
    }
}
