package e7.identity.sockdiag;

import e7.api.identity.SocketRef;
import e7.api.identity.SocketRef.Kind;
import e7.api.packet.Packet;

/**
 * Finds the socket behind a TCP, UDP or UDP-Lite packet by its addresses and ports.
 *
 * <p>A TCP socket without an inode is held by nobody, for one of three reasons. In SYN_RECV, ESTABLISHED and CLOSE_WAIT its server has not
 * accepted it yet: what it sends is the listener's. In TIME_WAIT it has nothing left to send but acknowledgements, the kernel's. In all
 * other states its process has closed it, and what it sends may be what that process wrote.
 *
 * <p>A UDP port may be shared, and a look-up names just one of the sockets; so the user that the kernel names is compared here, for every
 * packet, and {@link UdpRivals} counts the sockets when the holder is searched.
 */
final class TransportLocator {

    private static final String NO_SOCKET = "no socket has its addresses and ports";
    private static final String CLOSING = "its socket is being closed";
    private static final String OTHER_USER = "the kernel names another user than the socket's";

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
        int handshake = KernelPackets.SYN | KernelPackets.ACK;
        return sockets.state() == SocketLookup.LISTEN
                && (packet.tcpFlags() == Packet.UNKNOWN || (packet.tcpFlags() & handshake) != handshake || packet.payloadLength() != 0);
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
        if (state == SocketLookup.TIME_WAIT && KernelPackets.isKernelSegment(packet)) {
            socket.found(Kind.KERNEL, 0, 0, -1);
            return;
        }
        long cookie = sockets.cookie();
        long uid = sockets.uid();
        if (isUnaccepted(state) && packet.payloadLength() == 0 && sockets.findListener(packet) && sockets.inode() != 0) {
            long listener = sockets.cookie();
            held(packet, socket);
            if (socket.kind() == Kind.HELD) {
                // The connection keeps its cookie when it is accepted; by it a packet that is left when it is closed at once can be named.
                socket.found(Kind.HELD, cookie, sockets.inode(), sockets.uid());
                socket.heldByListener(listener);
            }
        } else {
            socket.found(Kind.ORPHAN, cookie, 0, uid);
        }
    }

    private static boolean isUnaccepted(int state) {
        return state == SocketLookup.SYN_RECV || state == SocketLookup.ESTABLISHED || state == SocketLookup.CLOSE_WAIT;
    }

    private static void withoutSocket(Packet packet, SocketRef socket) {
        if (KernelPackets.isKernelSegment(packet)) {
            socket.found(Kind.KERNEL, 0, 0, -1);
        } else {
            socket.notFound(Kind.NONE, NO_SOCKET);
        }
    }
}
