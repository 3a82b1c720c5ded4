package e7.netlink;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A netlink socket, bound to a port id that the kernel chose. Any number of threads may send; one may receive. Neither waits for the other,
 * and neither blocks: waiting is {@link Waiter}'s.
 */
public final class NetlinkSocket implements Closeable {
    /** {@link #receive} returns it when the receive buffer overflowed: the kernel has dropped at least one message (ENOBUFS). */
    public static final int OVERRUN = -1;

    private static final int ADDRESS_SIZE = 12;
    private static final int ADDRESS_PORT = 4;
    private static final int ADDRESS_GROUPS = 8;

    private final Descriptor descriptor;
    private final int portId;

    private NetlinkSocket(Descriptor descriptor, int portId) {
        this.descriptor = descriptor;
        this.portId = portId;
    }

    /** Opens a socket in no multicast group. */
    public static NetlinkSocket open(int protocol) throws NetlinkException {
        return open(protocol, 0);
    }

    /**
     * Opens a socket in the calling thread's network namespace, where it stays. Errors carry the kernel's words where it has them.
     *
     * @param protocol one of NETLINK_*
     * @param groups a bit for each of the first 32 multicast groups
     * @throws NetlinkException EPROTONOSUPPORT where the kernel lacks this protocol, EPERM for groups that need a privilege
     */
    public static NetlinkSocket open(int protocol, int groups) throws NetlinkException {
        int fd = Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, protocol);
        if (fd < 0) {
            throw new NetlinkException("open netlink socket: protocol=" + protocol, Libc.errno());
        }
        try {
            int port = bind(fd, groups);
            setOption(fd, Libc.SOL_NETLINK, Netlink.NETLINK_EXT_ACK, 1);
            setOption(fd, Libc.SOL_NETLINK, Netlink.NETLINK_CAP_ACK, 1);
            return new NetlinkSocket(new Descriptor(fd), port);
        } catch (NetlinkException e) {
            Libc.close(fd);
            throw e;
        }
    }

    private static int bind(int fd, int groups) throws NetlinkException {
        ByteBuffer memory = ByteBuffer.allocateDirect(ADDRESS_SIZE + 4).order(ByteOrder.nativeOrder());
        long address = Libc.address(memory);
        memory.putShort(0, (short) Libc.AF_NETLINK).putInt(ADDRESS_GROUPS, groups).putInt(ADDRESS_SIZE, ADDRESS_SIZE);
        if (Libc.bind(fd, address, ADDRESS_SIZE) < 0 || Libc.getsockname(fd, address, address + ADDRESS_SIZE) < 0) {
            throw new NetlinkException("bind netlink socket: groups=" + groups, Libc.errno());
        }
        return memory.getInt(ADDRESS_PORT);
    }

    private static boolean setOption(int fd, int level, int option, int value) {
        ByteBuffer memory = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putInt(0, value);
        return Libc.setsockopt(fd, level, option, Libc.address(memory), 4) == 0;
    }

    /** The port id by which the kernel knows this socket. */
    public int portId() {
        return portId;
    }

    /**
     * Asks for a receive buffer: beyond the system's limit (net.core.rmem_max) with CAP_NET_ADMIN in the initial user namespace, else up to it.
     *
     * @param bytes of packet memory; the kernel doubles it for its own overhead
     */
    public void receiveBuffer(int bytes) throws NetlinkException {
        enter("set receive buffer");
        try {
            int fd = descriptor.number();
            if (!setOption(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, bytes) && !setOption(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, bytes)) {
                throw new NetlinkException("set receive buffer: bytes=" + bytes, Libc.errno());
            }
        } finally {
            descriptor.leave();
        }
    }

    /** Sends the messages that were built, as one datagram to the kernel, which has handled them when this returns. Any thread. */
    public void send(MessageBuilder messages) throws NetlinkException {
        send(messages.address(), messages.length());
    }

    /**
     * Sends one datagram of one or more messages. Any thread.
     *
     * @param address of a direct buffer that stays reachable
     * @param length bytes
     */
    public void send(long address, int length) throws NetlinkException {
        enter("send");
        try {
            while (Libc.send(descriptor.number(), address, length, 0) < 0) {
                int errno = Libc.errno();
                if (errno != Errno.EINTR) {
                    throw new NetlinkException("send", errno);
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Takes what has come, without waiting. One thread.
     *
     * @return how many datagrams were put into the batch; 0 if none was there; {@link #OVERRUN}
     */
    public int receive(ReceiveBatch batch) throws NetlinkException {
        enter("receive");
        try {
            int count = Libc.recvmmsg(descriptor.number(), batch.prepare(), batch.slots(), Libc.MSG_DONTWAIT, 0);
            if (count >= 0) {
                return count;
            }
            int errno = Libc.errno();
            if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
                return 0;
            }
            if (errno == Errno.ENOBUFS) {
                return OVERRUN;
            }
            throw new NetlinkException("receive", errno);
        } finally {
            descriptor.leave();
        }
    }

    private void enter(String operation) throws NetlinkException {
        if (!descriptor.enter()) {
            throw new NetlinkException(operation, Errno.EBADF, "the socket is closed", 0);
        }
    }

    Descriptor descriptor() {
        return descriptor;
    }

    /** Closes the socket; calls of other threads that are under way end first. */
    @Override
    public void close() {
        descriptor.close();
    }
}
