package e7.netlink.source;

import e7.api.packet.Direction;
import e7.api.queue.Verdict;

/**
 * E7's bits of the packet mark, the way by which the hook's two chains and the queue talk to each other. All other bits are other programs' and
 * are never changed. A packet bears E7's bits only between the two chains: the first clears what the sender may have set (SO_MARK), the
 * second clears what the verdict set.
 *
 * <pre>
 *    31    28 27 26 25 24 23 22 21 20 19                             0
 *   +--------+--+--+--+--+--+--+--+--+--------------------------------+
 *   | others |F |R |A |  o  |T |E |D |            others              |   E7's bits: 0x0e700000; "o": others
 *   +--------+--+--+--+--+--+--+--+--+--------------------------------+
 *
 *   from the first chain to the queue           from the verdict to the second chain
 *   D  REPLY        ct direction is reply       A  ACCEPT   the packet was judged: let it go
 *   E  ESTABLISHED  ct state is established     R  REJECT   the packet was judged: reset or unreachable
 *                   or related
 *   T  TRACKED      connection tracking knows the packet's flow: D and E mean something
 *   F  FOREIGN      the source address is none of this host's, or of another interface; see {@link ForgedSource}
 * </pre>
 */
final class MarkBits {
    static final int MASK = 0x0e700000;
    static final int REPLY = 0x00100000;
    static final int ESTABLISHED = 0x00200000;
    static final int TRACKED = 0x00400000;
    static final int ACCEPT = 0x02000000;
    static final int REJECT = 0x04000000;
    static final int FOREIGN = 0x08000000;

    private MarkBits() {}

    /** Who began the flow, as the first chain saw it. */
    static Direction direction(int mark) {
        if ((mark & TRACKED) == 0) {
            return Direction.UNKNOWN;
        }
        return (mark & REPLY) == 0 ? Direction.OUT : Direction.IN;
    }

    /** Whether the flow was known before this packet. */
    static boolean established(int mark) {
        return (mark & ESTABLISHED) != 0;
    }

    /** Whether the source address may be another host's. */
    static boolean foreign(int mark) {
        return (mark & FOREIGN) != 0;
    }

    /** The mark to send with a verdict, given the one that came with the packet. */
    static int tagged(int mark, Verdict verdict) {
        int others = mark & ~MASK;
        return switch (verdict) {
            case ACCEPT -> others | ACCEPT;
            case REJECT -> others | REJECT;
            case DROP -> others;
        };
    }
}
