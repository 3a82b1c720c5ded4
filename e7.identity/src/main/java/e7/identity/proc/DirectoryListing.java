package e7.identity.proc;

/**
 * Walks a folder with getdents64(2), allocating nothing. {@code struct linux_dirent64} ({@code linux/dirent.h}):
 *
 * <pre>
 *    0 u64 d_ino     8 s64 d_off    16 u16 d_reclen    18 u8 d_type    19 d_name, NUL-terminated
 * </pre>
 */
final class DirectoryListing {

    private static final int RECORD_LENGTH = 16;
    private static final int NAME = 19;

    private final NativeBuffer buffer = new NativeBuffer(32 * 1024);
    private int descriptor;
    private int end;
    private int next;
    private int current;

    /** Starts at the folder's beginning. The descriptor stays the caller's. */
    void start(int directory) {
        descriptor = directory;
        end = 0;
        next = 0;
    }

    /** Goes to the next entry whose name is a number; false at the end, and when the kernel refuses to go on. */
    boolean nextNumber() {
        while (true) {
            if (next >= end && !fill()) {
                return false;
            }
            current = next;
            next += Short.toUnsignedInt(buffer.bytes().getShort(current + RECORD_LENGTH));
            byte first = buffer.bytes().get(current + NAME);
            if (first >= '0' && first <= '9') {
                return true;
            }
        }
    }

    /** The current entry's name as a number. */
    int number() {
        int value = 0;
        for (int i = current + NAME; ; i++) {
            byte digit = buffer.bytes().get(i);
            if (digit < '0' || digit > '9') {
                return value;
            }
            value = value * 10 + digit - '0';
        }
    }

    /** The current entry's name where it lies, to be handed to libc. */
    long nameAddress() {
        return buffer.address() + current + NAME;
    }

    private boolean fill() {
        end = (int) Libc.getdents64(descriptor, buffer.address(), buffer.capacity());
        next = 0;
        return end > 0;
    }
}
