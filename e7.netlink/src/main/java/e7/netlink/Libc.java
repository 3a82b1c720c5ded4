package e7.netlink;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * The system calls of this bundle, mapped directly: primitives and addresses only, so that a call allocates nothing. Addresses are those of
 * direct buffers, see {@link #address}. Each returns -1 for an error, whose number {@link #errno} then gives on the same thread.
 */
final class Libc {
    static final int AF_NETLINK = 16;
    static final int SOCK_RAW = 3;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SO_RCVBUF = 8;
    static final int SO_RCVBUFFORCE = 33;
    static final int SOL_NETLINK = 270;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int EFD_CLOEXEC = 0x80000;
    static final int EFD_NONBLOCK = 0x800;
    static final short POLLIN = 1;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, long address, int length);

    static native int getsockname(int fd, long address, long length);

    static native int setsockopt(int fd, int level, int option, long value, int length);

    static native long send(int fd, long buffer, long length, int flags);

    static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

    static native int poll(long descriptors, long count, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native long read(int fd, long buffer, long length);

    static native long write(int fd, long buffer, long length);

    static native int close(int fd);

    /** The number of the last call's error on this thread. */
    static int errno() {
        return Native.getLastError();
    }

    /** Where a direct buffer's first byte is. The buffer must be kept reachable for as long as the address is used. */
    static long address(ByteBuffer buffer) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }
}
