package e7.identity.sockdiag;

import e7.api.identity.SocketRef;
import e7.api.identity.SocketRef.Kind;
import e7.api.packet.Packet;

/**
 * Finds the socket behind a TCP, UDP or UDP-Lite packet by its addresses and ports.
 *
 * <p>A TCP socket without an inode is held by nobody: its server has not accepted it yet, or its process has closed it. Then what carries
 * neither data nor an end is the kernel's own work, whatever the state: acknowledgements, window probes, resets. The handshake of what is not
 * accepted is the listener's. All else may be what the process wrote that closed it.
 *
 * <p>A UDP port may be shared, and a look-up names just one of the sockets; so the user that the kernel names is compared here, for every
 * packet, and {@link UdpRivals} counts the sockets when the holder is searched.
 */
final class TransportLocator {

    private static final String NO_SOCKET = "no socket has its addresses and ports";
    private static final String CLOSING = "its socket is being closed";
    private static final String OTHER_USER = "the kernel names another user than the socket's";

    // The longest headers without IP options, which a process may have set before it closed the socket: ip(7), ipv6(7), tcp(7).
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_HEADER_AT_MOST = 60;

    private final SocketLookup sockets;

    TransportLocator(SocketLookup sockets) {
        this.sockets = sockets;
    }

    void locate(Packet packet, SocketRef socket) {
        boolean found = sockets.find(packet);
        if (packet.protocol() != KernelPackets.TCP) {
            locateDatagram(packet, found, socket);
        } else if (!found || isForeignListener(packet)) {
            withoutSocket(packet, socket);
        } else if (sockets.inode() != 0) {
            held(packet, socket);
        } else {
            unheld(packet, socket);
        }
    }

    private void locateDatagram(Packet packet, boolean found, SocketRef socket) {
        if (!found || sockets.inode() == 0) {
            socket.notFound(Kind.NONE, found ? CLOSING : NO_SOCKET);
            return;
        }
        held(packet, socket);
        if (socket.kind() == Kind.HELD) {
            socket.leave(UdpRivals.note(packet, sockets.isIpv6()));
        }
    }

    /**
     * Whether the look-up, having found no connection, has fallen back to whoever listens on the source port. With SYN cookies he has sent
     * the SYN-ACK himself; anything else is a dead connection's, which may have been another process's.
     */
    private boolean isForeignListener(Packet packet) {
        return sockets.state() == SocketLookup.LISTEN && !isHandshake(packet);
    }

    private void held(Packet packet, SocketRef socket) {
        if (packet.uid() != Packet.UNKNOWN && packet.uid() != sockets.uid()) {
            socket.notFound(Kind.AMBIGUOUS, OTHER_USER);
        } else {
            socket.found(Kind.HELD, sockets.cookie(), sockets.inode(), sockets.uid());
        }
    }

    private void unheld(Packet packet, SocketRef socket) {
        int state = sockets.state();
        long cookie = sockets.cookie();
        long uid = sockets.uid();
        if (KernelPackets.isKernelSegment(packet) && isShort(packet)) {
            socket.found(Kind.KERNEL, 0, 0, -1);
        } else if (isUnaccepted(state) && isHandshake(packet) && sockets.findListener(packet) && sockets.inode() != 0) {
            // Any one of several listeners; whichever it is, their user is the same, as the kernel lets nobody else share an address.
            held(packet, socket);
            if (socket.kind() == Kind.HELD) {
                socket.found(Kind.UNACCEPTED, cookie, 0, sockets.uid());
            }
        } else {
            socket.found(Kind.ORPHAN, cookie, 0, uid);
        }
    }

    private static boolean isShort(Packet packet) {
        return packet.length() <= (packet.version() == 4 ? IPV4_HEADER : IPV6_HEADER) + TCP_HEADER_AT_MOST;
    }

    private static boolean isHandshake(Packet packet) {
        int handshake = KernelPackets.SYN | KernelPackets.ACK;
        return packet.tcpFlags() != Packet.UNKNOWN && (packet.tcpFlags() & handshake) == handshake && packet.payloadLength() == 0;
    }

    /** Also ESTABLISHED: a handshake that is sent once more may be read when it is over. */
    private static boolean isUnaccepted(int state) {
        return state == SocketLookup.SYN_RECV || state == SocketLookup.ESTABLISHED;
    }

    private static void withoutSocket(Packet packet, SocketRef socket) {
        if (KernelPackets.isKernelSegment(packet)) {
            socket.found(Kind.KERNEL, 0, 0, -1);
        } else {
            socket.notFound(Kind.NONE, NO_SOCKET);
        }
    }
}
