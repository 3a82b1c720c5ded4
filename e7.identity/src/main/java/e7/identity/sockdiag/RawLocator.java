package e7.identity.sockdiag;

import e7.api.identity.SocketRef;
import e7.api.identity.SocketRef.Kind;
import e7.api.packet.Packet;
import e7.identity.proc.NetTable;
import java.io.Closeable;

/**
 * Finds ping and raw sockets in /proc/net. These have no ports and no peers, so what names one is the protocol, the identifier of a ping
 * socket and the user that the kernel gives; the /proc tables give no cookie.
 *
 * <p>A ping socket whose identifier is the packet's comes before raw sockets of the same user, though those could have sent it too: they
 * take CAP_NET_RAW, which E7 does not hold against, and daemons keep one open for ever (ICMPv6 ones listen for router advertisements).
 */
final class RawLocator implements Closeable {

    private static final String SEVERAL_PING = "several ping sockets could have sent it";
    private static final String SEVERAL_RAW = "several raw sockets could have sent it";
    private static final String TOO_MANY = "too many ping or raw sockets to look through";
    private static final String NO_PING = "no ping or raw socket could have sent it";
    private static final String NO_RAW = "no raw socket of its protocol";

    /** A raw socket of this "protocol" sends packets of any. */
    private static final int IPPROTO_RAW = 255;
    /** Room for some 120 sockets. Any user may open as many ping sockets as he likes; the queue thread does not read them all. */
    private static final int TABLE_BYTES = 16 * 1024;

    private final NetTable ping = new NetTable("icmp", TABLE_BYTES);
    private final NetTable ping6 = new NetTable("icmp6", TABLE_BYTES);
    private final NetTable raw = new NetTable("raw", TABLE_BYTES);
    private final NetTable raw6 = new NetTable("raw6", TABLE_BYTES);

    void locate(Packet packet, SocketRef socket) {
        boolean isSix = packet.version() == 6;
        boolean isPing = KernelPackets.isPing(packet);
        if (isPing && findPing(isSix ? ping6 : ping, packet, socket)) {
            return;
        }
        findRaw(isSix ? raw6 : raw, packet, isPing ? NO_PING : NO_RAW, socket);
    }

    private static boolean findPing(NetTable table, Packet packet, SocketRef socket) {
        if (!table.read()) {
            socket.notFound(Kind.AMBIGUOUS, TOO_MANY);
            return true;
        }
        int found = 0;
        while (table.nextSocket()) {
            if (table.number() == packet.icmpIdentifier() && mayBe(table, packet)) {
                socket.found(Kind.HELD, 0, table.inode(), table.uid());
                found++;
            }
        }
        if (found > 1) {
            socket.notFound(Kind.AMBIGUOUS, SEVERAL_PING);
        }
        return found > 0;
    }

    private static void findRaw(NetTable table, Packet packet, String noneReason, SocketRef socket) {
        socket.notFound(Kind.NONE, noneReason);
        if (!table.read()) {
            socket.notFound(Kind.AMBIGUOUS, TOO_MANY);
            return;
        }
        int found = 0;
        while (table.nextSocket()) {
            if ((table.number() == packet.protocol() || table.number() == IPPROTO_RAW) && mayBe(table, packet)) {
                socket.found(Kind.HELD, 0, table.inode(), table.uid());
                found++;
            }
        }
        if (found > 1) {
            socket.notFound(Kind.AMBIGUOUS, SEVERAL_RAW);
        }
    }

    // A socket without an inode is being closed: nobody holds it.
    private static boolean mayBe(NetTable table, Packet packet) {
        return table.inode() != 0 && (packet.uid() == Packet.UNKNOWN || packet.uid() == table.uid());
    }

    @Override
    public void close() {
        ping.close();
        ping6.close();
        raw.close();
        raw6.close();
    }
}
