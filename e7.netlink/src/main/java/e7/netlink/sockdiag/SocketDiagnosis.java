package e7.netlink.sockdiag;

import e7.netlink.Errno;
import e7.netlink.MessageReader;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import e7.netlink.NetlinkSocket;
import e7.netlink.ReceiveBatch;
import java.io.Closeable;
import java.util.function.BooleanSupplier;

/**
 * Asks the kernel which socket a packet is from. Owned by one thread; looking up allocates nothing. After a look-up that found a socket the
 * accessors tell of it, until the next one.
 *
 * <p>What the kernel's look-up does, as tried on Linux 6.18:
 *
 * <ul>
 *   <li>An IPv4 packet's socket is found in family AF_INET, be it an IPv4 socket or one of IPv6 that takes both.
 *   <li>TCP without a connection of that tuple gives the listener on the source port: look at {@link #state()}.
 *   <li>UDP gives the socket that an answer to the packet would be delivered to. With SO_REUSEADDR, or by an address in a control message
 *       (IP_PKTINFO), another socket may have sent it: {@link #findSenders}.
 *   <li>A socket bound to a device (SO_BINDTODEVICE, a link-local scope) is found with that device's index only, one that isn't with any.
 * </ul>
 */
public final class SocketDiagnosis implements Closeable {
    private static final int REPLY_BYTES = 1024;
    private static final int DUMP_BYTES = 32 * 1024;
    private static final int DUMP_ATTEMPTS = 8;

    private final NetlinkSocket socket;
    private final ReceiveBatch replies = new ReceiveBatch(1, REPLY_BYTES);
    private final ReceiveBatch dumps = new ReceiveBatch(1, DUMP_BYTES);
    private final MessageReader reader = new MessageReader();
    private final InetDiagRequest request = new InetDiagRequest();
    private final InetDiagMessage found = new InetDiagMessage();
    private int sequence;
    private boolean dumpDone;
    private boolean dumpInterrupted;

    private SocketDiagnosis(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Opens a socket in the calling thread's network namespace; needs no privilege. */
    public static SocketDiagnosis open() throws NetlinkException {
        return new SocketDiagnosis(NetlinkSocket.open(Netlink.NETLINK_SOCK_DIAG));
    }

    /**
     * Finds the socket that a packet with these addresses and ports is from.
     *
     * @param protocol IPPROTO_TCP, _UDP, _UDPLITE, or what else the kernel has a handler for; any other finds nothing
     * @param outInterface index of the interface the packet leaves by, or 0
     * @return whether there is one: with just this tuple; or listening on the source port (TCP); or with the source port, and with the source
     *     address and the destination if it is bound or connected at all (UDP)
     */
    public boolean find(int protocol, long sourceHigh, long sourceLow, int sourcePort,
            long destinationHigh, long destinationLow, int destinationPort, int outInterface) throws NetlinkException {
        begin(protocol, sourceHigh, sourceLow, outInterface);
        if (protocol == InetDiag.IPPROTO_UDP || protocol == InetDiag.IPPROTO_UDPLITE) {
            // The kernel looks up whom a packet would be for: its source is the other end.
            request.source(destinationHigh, destinationLow, destinationPort).destination(sourceHigh, sourceLow, sourcePort);
        } else {
            request.source(sourceHigh, sourceLow, sourcePort).destination(destinationHigh, destinationLow, destinationPort);
        }
        return ask() && isFrom(sourceHigh, sourceLow, sourcePort) && isTo(destinationHigh, destinationLow, destinationPort);
    }

    /**
     * Finds the TCP socket that listens on a packet's source: whose SYN-ACK it is, if {@link #find} gave a request socket (TCP_SYN_RECV,
     * without inode and user). Of several (SO_REUSEPORT) it is any one: {@link #findListeners}.
     */
    public boolean findListener(long sourceHigh, long sourceLow, int sourcePort, int outInterface) throws NetlinkException {
        begin(InetDiag.IPPROTO_TCP, sourceHigh, sourceLow, outInterface);
        request.source(sourceHigh, sourceLow, sourcePort).destination(0, 0, 0);
        return ask() && found.state == InetDiag.TCP_LISTEN && isFrom(sourceHigh, sourceLow, sourcePort);
    }

    private void begin(int protocol, long sourceHigh, long sourceLow, int outInterface) {
        int family = InetDiag.isIpv4(sourceHigh, sourceLow) ? Netlink.AF_INET : Netlink.AF_INET6;
        request.one(++sequence, family, protocol, outInterface);
    }

    /** Whether the socket that was found has this own address; one that is bound to none has any. */
    private boolean isFrom(long high, long low, int port) {
        return found.sourcePort == port && (found.sourceHigh == high && found.sourceLow == low || isWildcard());
    }

    /** Whether the socket that was found has this other end, or none. */
    private boolean isTo(long high, long low, int port) {
        return !isConnected() || found.destinationPort == port && found.destinationHigh == high && found.destinationLow == low;
    }

    private boolean ask() throws NetlinkException {
        found.clear();
        socket.send(request.message());
        // The kernel has answered before send returned. Anything older is left over from a look-up that failed.
        for (int count = socket.receive(replies); count != 0; count = socket.receive(replies)) {
            if (count == NetlinkSocket.OVERRUN || !replies.isFromKernel(0)) {
                continue;
            }
            reader.wrap(replies.buffer(), replies.offset(0), replies.length(0));
            if (reader.next() && reader.sequence() == sequence) {
                return answer();
            }
        }
        throw new NetlinkException("look up socket", Errno.ETIMEDOUT, "the kernel did not answer", sequence);
    }

    private boolean answer() throws NetlinkException {
        if (reader.type() == InetDiag.SOCK_DIAG_BY_FAMILY) {
            return found.decode(reader);
        }
        int errno = reader.type() == Netlink.NLMSG_ERROR ? reader.error() : Errno.EPROTO;
        if (errno == Errno.ENOENT) {
            return false;
        }
        throw new NetlinkException("look up socket", errno, reader.errorText(), sequence);
    }

    /**
     * Finds all sockets that may have sent a datagram: those that have its source port and can send its IP version. Their addresses don't narrow
     * it, since a bound socket may send from any address of the host (IP_PKTINFO), and a connected one to any destination (sendto).
     *
     * <p>Reads the kernel's whole table: tens of microseconds, more with a large one.
     *
     * @param ipv4 whether the datagram is one of IPv4: then IPv6 sockets that take both count as well
     * @param uid the user whose sockets count, or -1 for all
     * @param list receives them, as far as it has room; sockets without an inode, which their process has closed, are left out
     * @return how many they are, also if there was no room for all
     * @throws NetlinkException EAGAIN if sockets came and went so fast that no attempt saw them all
     */
    public int findSenders(int protocol, boolean ipv4, int sourcePort, long uid, SocketList list) throws NetlinkException {
        return list(protocol, InetDiag.ALL_STATES, ipv4, sourcePort, list,
                () -> found.inode != 0 && (uid < 0 || found.uid == uid));
    }

    /**
     * Finds all TCP sockets that listen for connections to an address and port: bound to that address or to none, to whatever device. With
     * SO_REUSEPORT there may be several, and only the kernel knows which of them a connection is for.
     *
     * <p>Reads the kernel's table of listeners: 12 microseconds for each IP version with few of them.
     *
     * @param list receives them, as far as it has room
     * @return how many they are, also if there was no room for all
     * @throws NetlinkException EAGAIN if they are too many for one message, or came and went too fast
     */
    public int findListeners(long high, long low, int port, SocketList list) throws NetlinkException {
        return list(InetDiag.IPPROTO_TCP, 1 << InetDiag.TCP_LISTEN, InetDiag.isIpv4(high, low), port, list, () -> isFrom(high, low, port));
    }

    private int list(int protocol, int states, boolean ipv4, int port, SocketList list, BooleanSupplier counts) throws NetlinkException {
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            list.clear();
            dumpInterrupted = false;
            request.all(++sequence, Netlink.AF_INET6, protocol, states, port);
            dump(port, list, () -> !(ipv4 && found.onlyIpv6) && counts.getAsBoolean());
            if (ipv4) {
                request.all(++sequence, Netlink.AF_INET, protocol, states, port);
                dump(port, list, counts);
            }
            if (!dumpInterrupted) {
                return list.found();
            }
        }
        throw new NetlinkException("list sockets: port=" + port, Errno.EAGAIN, "they are too many or keep changing", sequence);
    }

    private void dump(int port, SocketList list, BooleanSupplier counts) throws NetlinkException {
        socket.send(request.message());
        dumpDone = false;
        boolean some = false;
        while (!dumpDone) {
            int count = socket.receive(dumps);
            if (count == 0) {
                throw new NetlinkException("list sockets: port=" + port, Errno.ETIMEDOUT, "the kernel did not answer", sequence);
            }
            if (count == NetlinkSocket.OVERRUN || !dumps.isFromKernel(0)) {
                continue;
            }
            reader.wrap(dumps.buffer(), dumps.offset(0), dumps.length(0));
            boolean more = false;
            while (reader.next()) {
                more |= reader.sequence() == sequence && take(port, list, counts);
            }
            // The kernel goes on by counting, so between two datagrams a socket that goes makes it pass over another one.
            dumpInterrupted |= some && more;
            some |= more;
        }
    }

    /** Whether it was a socket. */
    private boolean take(int port, SocketList list, BooleanSupplier counts) throws NetlinkException {
        dumpInterrupted |= (reader.flags() & Netlink.NLM_F_DUMP_INTR) != 0;
        if (reader.type() == InetDiag.SOCK_DIAG_BY_FAMILY) {
            if (found.decode(reader) && found.sourcePort == port && counts.getAsBoolean()) {
                list.add(found.inode, found.cookie);
            }
            return true;
        }
        dumpDone |= reader.type() == Netlink.NLMSG_DONE || reader.type() == Netlink.NLMSG_ERROR;
        if (reader.type() == Netlink.NLMSG_ERROR && reader.error() != Errno.ENOENT) {
            throw new NetlinkException("list sockets: port=" + port, reader.error(), reader.errorText(), sequence);
        }
        return false;
    }

    /** TCP_*; of UDP it is TCP_ESTABLISHED if it is connected, else TCP_CLOSE. */
    public int state() {
        return found.state;
    }

    /** The kernel's number for it, never used again before a reboot. A request socket's is the accepted socket's later. */
    public long cookie() {
        return found.cookie;
    }

    /** Its inode in sockfs; 0 if no process holds it: not yet accepted, closed, or in TCP_TIME_WAIT. */
    public long inode() {
        return found.inode;
    }

    /** Its user in this process's user namespace; 0 for a request socket. */
    public long uid() {
        return found.uid;
    }

    /** The index of the interface that it is bound to, or 0. */
    public int boundInterface() {
        return found.boundInterface;
    }

    /** Whether it is an IPv6 socket, which may have sent IPv4. */
    public boolean isIpv6() {
        return found.family == Netlink.AF_INET6;
    }

    /** Whether it is bound to no address: others may be bound to that port as well. */
    public boolean isWildcard() {
        return InetDiag.isAny(found.sourceHigh, found.sourceLow);
    }

    /** Whether it has another end. */
    public boolean isConnected() {
        return found.destinationPort != 0 || !InetDiag.isAny(found.destinationHigh, found.destinationLow);
    }

    @Override
    public void close() {
        socket.close();
    }
}
