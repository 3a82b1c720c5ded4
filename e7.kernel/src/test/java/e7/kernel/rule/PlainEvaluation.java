package e7.kernel.rule;

import e7.api.packet.Packet;
import e7.api.rule.Match;
import java.util.List;

/** What {@link RuleSet} decides, by asking every rule in order: what the index must not change. */
final class PlainEvaluation {

    private final List<Rule> rules;
    private final FlagDecisions flags;

    PlainEvaluation(List<Rule> rules, Defaults defaults) {
        this.rules = rules.stream().sorted(Rule.PRECEDENCE).toList();
        this.flags = new FlagDecisions(defaults);
    }

    private int winner(Packet packet) {
        int rank = 0;
        while (rank < rules.size() && rules.get(rank).test(packet) != Match.YES) {
            rank++;
        }
        return rank;
    }

    String decidedBy(Packet packet) {
        int end = winner(packet);
        Decision winner = end < rules.size() ? rules.get(end).decision() : flags.unknownRule();
        Decision result = winner;
        for (Rule rule : rules.subList(0, end)) {
            if (rule.isStricterThan(winner.action()) && rule.test(packet) == Match.UNKNOWN) {
                result = FlagDecisions.stricter(result, rule.unknownDecision(packet, flags));
            }
        }
        return result.decidedBy();
    }

    boolean hangsOnAbsentPlugin(Packet packet) {
        return rules.subList(0, winner(packet)).stream().anyMatch(rule -> rule.test(packet) == Match.UNKNOWN && !rule.suspended().isEmpty());
    }
}
