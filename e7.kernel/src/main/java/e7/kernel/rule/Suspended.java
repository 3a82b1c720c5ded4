package e7.kernel.rule;

import e7.api.packet.Packet;
import e7.api.rule.Match;
import e7.kernel.index.Candidates;
import e7.kernel.index.Keys;
import e7.kernel.index.RuleIndex;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The suspended ones among compiled rules, with an index of their own, as also those matter here that allow. Immutable. */
final class Suspended {

    private final Rule[] rules;

    /** Ranks among all rules, ascending. */
    private final int[] ranks;

    private final RuleIndex index;

    /**
     * Finds them.
     *
     * @param all all rules in the order in which they win
     * @param keys what each can match
     */
    Suspended(Rule[] all, List<Keys> keys) {
        ranks = IntStream.range(0, all.length).filter(rank -> !all[rank].suspended().isEmpty()).toArray();
        rules = Arrays.stream(ranks).mapToObj(rank -> all[rank]).toArray(Rule[]::new);
        index = new RuleIndex(Arrays.stream(ranks).mapToObj(keys::get).toList(), rank -> true);
    }

    boolean isEmpty() {
        return ranks.length == 0;
    }

    /** Whether one of them, of a lower rank, would match if what is unknown of it were yes. */
    boolean anyUnknownBefore(int end, Packet packet, Candidates candidates) {
        index.collectTogether(packet, candidates);
        for (int i = candidates.next(); i >= 0 && ranks[i] < end; i = candidates.next()) {
            if (rules[i].test(packet) == Match.UNKNOWN) {
                return true;
            }
        }
        return false;
    }
}
