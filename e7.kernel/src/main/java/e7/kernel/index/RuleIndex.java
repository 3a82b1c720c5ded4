package e7.kernel.index;

import e7.api.packet.Packet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds the rules that a packet can meet among all of them. Rules are known by their rank, the place in the order in which they win.
 * Immutable; any thread.
 *
 * <p>It is a tree. A node divides its rules by the dimension that singles each of them out best: the one whose number the fewest others
 * share. So `block path=/usr/bin/nc dport=25` is found by its path among rules on many programs, and by its port among rules on many ports. A
 * branch finds the rules of one number, of the blocks around it, or of the folders around a path; if they are still many, they are a node of
 * the other dimensions. Rules of which nothing is known are asked about every packet.
 *
 * <p>A packet whose number of a dimension is unknown cannot match a rule that asks for it, but the rule may answer unknown, which matters if it is
 * stricter than the winner. Therefore each branch has a second node of those of its rules that are strict, divided by the other dimensions.
 * What comes from there is doubtful and kept apart, for mostly no doubt can change the outcome.
 *
 * <p>A packet thus goes down one way in each dimension, and the rules it meets there are merged by rank. How many rules there are makes its way
 * longer only where many rules cannot be told apart by any number.
 */
public final class RuleIndex {

    private final Node root;

    /**
     * Makes the index.
     *
     * @param keys what each rule can match, by rank
     * @param mattersInDoubt whether a rule of some rank has to be found, too, where a number that it asks for is unknown
     */
    public RuleIndex(List<Keys> keys, IntPredicate mattersInDoubt) {
        root = new IndexBuilder(keys, mattersInDoubt).node(IntStream.range(0, keys.size()).toArray());
    }

    /** Makes {@code candidates} the rules that can say yes to the packet, and apart from them the doubtful ones. */
    public void collect(Packet packet, Candidates candidates) {
        candidates.begin(false);
        root.collect(packet, candidates);
    }

    /** Makes {@code candidates} the rules that can say yes and the doubtful ones, together in order. */
    public void collectTogether(Packet packet, Candidates candidates) {
        candidates.begin(true);
        root.collect(packet, candidates);
    }
}
