package e7.identity.sockdiag;

import e7.api.identity.SocketRef;
import e7.api.packet.Packet;
import e7.identity.proc.WantedSockets;
import e7.netlink.NetlinkException;
import e7.netlink.sockdiag.SocketDiagnosis;
import e7.netlink.sockdiag.SocketList;
import java.security.SecureRandom;

/**
 * The listeners that an unaccepted connection may be of. With SO_REUSEPORT there are several on one address, and only the kernel, or a filter
 * that one of their owners attached, knows which of them a connection is for.
 *
 * <p>A connection's listener is chosen when its SYN arrives, and a listener that is closed takes its unaccepted connections along. So of the
 * listeners that were there at a moment, one is that of every connection which is still not accepted after it: {@link #read} comes before
 * the connection is looked up, and the order is what makes the answer certain.
 *
 * <p>Several are remembered by a number that stands for just these: a sum, in which their order does not matter, of their cookies, each
 * made into a random number by a key that nobody knows. It is not known, so nobody can make two sets of sockets with the same sum.
 */
final class Listeners {

    private static final int MOST = 128;
    private static final long KEY = new SecureRandom().nextLong();

    private final SocketDiagnosis diagnosis;
    private final SocketList list = new SocketList(MOST);
    private final long[] inodes = new long[MOST];
    private long number;
    private String label = "";

    Listeners(SocketDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    /** Lists those that listen where a packet comes from; false if they cannot be told. */
    boolean read(Packet packet) {
        number = 0;
        label = "TCP port " + packet.sourcePort();
        try {
            int found = diagnosis.findListeners(packet.sourceHigh(), packet.sourceLow(), packet.sourcePort(), list);
            return found > 0 && list.isComplete();
        } catch (NetlinkException e) {
            return false;
        }
    }

    /** Makes an unaccepted connection theirs. It keeps its cookie, which it has also when it is accepted. */
    void answerFor(SocketRef connection) {
        int first = 0;
        long sum = 0;
        for (int i = 0; i < list.found(); i++) {
            inodes[i] = list.inode(i);
            sum += scramble(list.cookie(i) ^ KEY);
            first = list.cookie(i) < list.cookie(first) ? i : first;
        }
        number = list.found() == 1 ? list.cookie(0) : sum;
        connection.found(SocketRef.Kind.HELD, connection.cookie(), inodes[first], connection.uid());
        connection.heldByListener(number);
    }

    /** The sockets whose holders are asked for; null if it is not known any more which these are. */
    WantedSockets of(SocketRef connection) {
        if (connection.listener() != number) {
            return null;
        }
        return list.found() == 1
                ? WantedSockets.one(connection.inode(), connection.uid())
                : WantedSockets.anyOf(label, inodes, list.found(), connection.uid());
    }

    /** Mixes all bits into all bits: the last steps of MurmurHash3, which are in the public domain. */
    private static long scramble(long bits) {
        long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
