package e7.identity.proc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Memory that libc writes and Java reads, and the builder of the NUL-terminated paths that libc is given. Reads go through a
 * {@link ByteBuffer}, so a wrong length is an exception and never a wild pointer. Owned by one thread; freed with the object.
 */
final class NativeBuffer {

    /** The path that with AT_EMPTY_PATH stands for the descriptor itself. */
    static final NativeBuffer EMPTY = constant("");

    private final ByteBuffer bytes;
    private final long address;
    private int length;

    NativeBuffer(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
    }

    /** A buffer that holds one path which never changes. */
    static NativeBuffer constant(String path) {
        return new NativeBuffer(path.length() + 1).path(path);
    }

    ByteBuffer bytes() {
        return bytes;
    }

    long address() {
        return address;
    }

    int capacity() {
        return bytes.capacity();
    }

    /** Length of the path that was built last, without its NUL. */
    int length() {
        return length;
    }

    /** Starts a path. ASCII only. */
    NativeBuffer path(String text) {
        length = 0;
        return append(text);
    }

    NativeBuffer append(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes.put(length + i, (byte) text.charAt(i));
        }
        return end(length + text.length());
    }

    /** Appends a number in decimal. */
    NativeBuffer append(long number) {
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return end(length + digits);
    }

    /** Ends a text that libc wrote without a NUL, so that it can be used as a path. */
    NativeBuffer end(int newLength) {
        length = newLength;
        bytes.put(length, (byte) 0);
        return this;
    }

    /** Whether the first bytes of another buffer are this buffer's path, no more and no less. */
    boolean isTextOf(NativeBuffer other, long otherLength) {
        if (otherLength != length) {
            return false;
        }
        // Backwards: what differs from one socket to the next is the end of its number.
        for (int i = length - 1; i >= 0; i--) {
            if (bytes.get(i) != other.bytes.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** A copy of the bytes of the path that was built or ended last. */
    byte[] copy() {
        byte[] copy = new byte[length];
        bytes.get(0, copy);
        return copy;
    }

    @Override
    public String toString() {
        return new String(copy(), StandardCharsets.UTF_8);
    }
}
