package e7.netlink;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Waits until a socket has something to receive, or somebody says {@link #wakeup}. An eventfd beside the socket, and poll(2) on both.
 *
 * <pre>struct pollfd, 8 bytes: int fd, short events, short revents. Two of them, then the eventfd's u64 counter.</pre>
 */
public final class Waiter implements Closeable {
    private static final int EVENT = 8;
    private static final int REVENTS = 6;
    private static final int COUNTER = 16;

    private final Descriptor socket;
    private final Descriptor event;
    private final ByteBuffer memory = ByteBuffer.allocateDirect(24).order(ByteOrder.nativeOrder());
    private final long address = Libc.address(memory);
    private final ByteBuffer one = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).putLong(0, 1);
    private final long oneAddress = Libc.address(one);

    /** Waits for this socket, which stays the caller's to close. */
    public Waiter(NetlinkSocket socket) throws NetlinkException {
        this.socket = socket.descriptor();
        int fd = Libc.eventfd(0, Libc.EFD_CLOEXEC | Libc.EFD_NONBLOCK);
        if (fd < 0) {
            throw new NetlinkException("eventfd", Libc.errno());
        }
        event = new Descriptor(fd);
        memory.putInt(0, this.socket.number()).putShort(4, Libc.POLLIN);
        memory.putInt(EVENT, fd).putShort(EVENT + 4, Libc.POLLIN);
    }

    /**
     * Waits. One thread at a time; allocates nothing.
     *
     * @param timeoutMillis the longest time; 0 returns at once, negative waits for ever
     * @return whether the socket has something to receive, an error included
     */
    public boolean await(int timeoutMillis) throws NetlinkException {
        if (!socket.enter()) {
            throw new NetlinkException("wait", Errno.EBADF, "the socket is closed", 0);
        }
        try {
            return event.enter() && pollBoth(timeoutMillis);
        } finally {
            socket.leave();
        }
    }

    private boolean pollBoth(int timeoutMillis) throws NetlinkException {
        try {
            int ready = Libc.poll(address, 2, timeoutMillis);
            if (ready < 0) {
                int errno = Libc.errno();
                if (errno == Errno.EINTR) {
                    return false;
                }
                throw new NetlinkException("wait", errno);
            }
            if (ready > 0 && memory.getShort(EVENT + REVENTS) != 0) {
                Libc.read(event.number(), address + COUNTER, 8);
            }
            return ready > 0 && memory.getShort(REVENTS) != 0;
        } finally {
            event.leave();
        }
    }

    /** Makes the present {@link #await}, or the next one, return. Any thread, at any time. */
    public void wakeup() {
        if (event.enter()) {
            try {
                Libc.write(event.number(), oneAddress, 8);
            } finally {
                event.leave();
            }
        }
    }

    /** Wakes whoever waits and closes the eventfd, not the socket. */
    @Override
    public void close() {
        wakeup();
        event.close();
    }
}
