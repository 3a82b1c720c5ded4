package e7.identity.sockdiag;

import e7.api.identity.SocketRef;
import e7.api.packet.Packet;
import e7.identity.proc.WantedSockets;
import e7.netlink.NetlinkException;
import e7.netlink.sockdiag.SocketDiagnosis;
import e7.netlink.sockdiag.SocketList;

/**
 * Finds the other sockets that could have sent a UDP packet. A look-up names the socket that would get the answer, but every socket on that
 * port may have sent it, whatever address it is bound or connected to. What is known of the packet reaches the worker thread in the socket's
 * note:
 *
 * <pre>
 *    bits 0-15 source port    16-23 protocol, 0 if ports are not shared    24 an IPv6 socket    25 the kernel named the user
 * </pre>
 */
final class UdpRivals {

    private static final int PROTOCOL_SHIFT = 16;
    private static final long IPV6 = 1L << 24;
    private static final long USER_IS_CERTAIN = 1L << 25;
    private static final int MOST = 64;

    private final SocketDiagnosis diagnosis;
    private final SocketList senders = new SocketList(MOST);
    private final long[] inodes = new long[1 + 2 * MOST];
    private int count;

    UdpRivals(SocketDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    /** The note for a located socket. */
    static long note(Packet packet, boolean isIpv6) {
        return packet.sourcePort()
                | (long) packet.protocol() << PROTOCOL_SHIFT
                | (isIpv6 ? IPV6 : 0)
                | (packet.uid() != Packet.UNKNOWN ? USER_IS_CERTAIN : 0);
    }

    /**
     * The socket and, if it is a UDP socket, its rivals. Where the kernel named the packet's user only that user's sockets are: anybody may
     * bind the port to another address.
     *
     * @return null if they cannot be told: too many, or they come and go too fast
     */
    WantedSockets of(SocketRef socket) {
        int protocol = protocol(socket);
        if (protocol == 0) {
            return WantedSockets.one(socket.inode(), socket.uid());
        }
        inodes[0] = socket.inode();
        count = 1;
        long uid = (socket.note() & USER_IS_CERTAIN) != 0 ? socket.uid() : -1;
        try {
            // An IPv6 socket may send both, and its entry in the cache stands for both.
            boolean complete = collect(protocol, port(socket), uid, true)
                    && ((socket.note() & IPV6) == 0 || collect(protocol, port(socket), uid, false));
            if (!complete) {
                return null;
            }
        } catch (NetlinkException e) {
            return null;
        }
        return count == 1 ? WantedSockets.one(socket.inode(), socket.uid()) : WantedSockets.anyOf(label(socket), inodes, count, uid);
    }

    /** The port that is shared, to be shown. */
    static String label(SocketRef socket) {
        return "UDP port " + port(socket);
    }

    private boolean collect(int protocol, int port, long uid, boolean ipv4) throws NetlinkException {
        diagnosis.findSenders(protocol, ipv4, port, uid, senders);
        for (int i = 0; senders.isComplete() && i < senders.found(); i++) {
            add(senders.inode(i));
        }
        return senders.isComplete();
    }

    private void add(long inode) {
        for (int i = 0; i < count; i++) {
            if (inodes[i] == inode) {
                return;
            }
        }
        inodes[count++] = inode;
    }

    private static int port(SocketRef socket) {
        return (int) (socket.note() & 0xffff);
    }

    private static int protocol(SocketRef socket) {
        return (int) (socket.note() >> PROTOCOL_SHIFT & 0xff);
    }
}
