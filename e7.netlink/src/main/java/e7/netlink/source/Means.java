package e7.netlink.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of nf_tables' expressions this kernel has, of those that have a substitute.
 *
 * @param queue whether it queues by its own expression, else by x_tables' NFQUEUE target
 * @param fib whether it asks the routing table by its own expression, else by x_tables' addrtype match
 * @param socket whether it can tell transparent sockets; there is no substitute
 */
record Means(boolean queue, boolean fib, boolean socket) {

    /** All that can be, in the order in which they are to be tried. */
    static final List<Means> ALL = all();

    private static List<Means> all() {
        List<Means> all = new ArrayList<>();
        for (boolean socket : new boolean[] {true, false}) {
            for (boolean fib : new boolean[] {true, false}) {
                for (boolean queue : new boolean[] {true, false}) {
                    all.add(new Means(queue, fib, socket));
                }
            }
        }
        return List.copyOf(all);
    }

    /** For people: how packets are queued, and what else is not as it should be. */
    String text() {
        return (queue ? "queue expression" : "NFQUEUE target (nf_tables has no queue here)")
                + (fib ? "" : ", addrtype match (nf_tables has no fib here)")
                + (socket ? "" : ", transparent proxies must be root's (nf_tables has no socket here)");
    }
}
