package e7.kernel.rule;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Match;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The compiled rules: an array in the order in which rules win, so that the first that matches is the winner. Immutable; any thread.
 */
public final class RuleSet {

    private final Rule[] rules;
    private final FlagDecisions flags;
    private final Set<Facet> facets;
    private final boolean pure;

    /** Sorts and compiles. */
    public RuleSet(List<Rule> rules, Defaults defaults) {
        this.rules = rules.stream().sorted(Rule.PRECEDENCE).toArray(Rule[]::new);
        this.flags = new FlagDecisions(defaults);
        Set<Facet> read = EnumSet.noneOf(Facet.class);
        boolean allPure = true;
        for (Rule rule : this.rules) {
            read.addAll(rule.facets());
            allPure &= rule.isPure();
        }
        this.facets = read;
        this.pure = allPure;
    }

    /**
     * Decides about a packet.
     *
     * <p>The winner is the first rule that matches. A rule before it with unknown criteria would have won, had they been yes; if such a
     * rule is stricter than the winner, the flag for the unknown thing decides, unless the winner is stricter than the flag. Never null.
     */
    public Decision decide(Packet packet) {
        Decision winner = flags.unknownRule();
        int end = rules.length;
        boolean unknowns = false;
        for (int i = 0; i < rules.length; i++) {
            Match match = rules[i].test(packet);
            if (match == Match.YES) {
                winner = rules[i].decision();
                end = i;
                break;
            }
            unknowns |= match == Match.UNKNOWN;
        }
        return unknowns ? heedUnknowns(packet, winner, end) : winner;
    }

    private Decision heedUnknowns(Packet packet, Decision winner, int end) {
        Decision result = winner;
        for (int i = 0; i < end; i++) {
            Rule rule = rules[i];
            // A criterion that is not pure may answer otherwise by now; only a no lets the rule out.
            if (rule.isStricterThan(winner.action()) && rule.test(packet) != Match.NO) {
                result = FlagDecisions.stricter(result, rule.unknownDecision(packet, flags));
            }
        }
        return result;
    }

    /** Whether a rule that is suspended could win this packet, were its plugin here. */
    public boolean hangsOnAbsentPlugin(Packet packet) {
        for (Rule rule : rules) {
            Match match = rule.test(packet);
            if (match == Match.YES) {
                return false;
            }
            if (match == Match.UNKNOWN && !rule.suspended().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** What is decided when a part fails. */
    public Decision failDecision() {
        return flags.fail();
    }

    /** Every facet that a rule reads: what a remembered verdict depends on. */
    public Set<Facet> facets() {
        return facets;
    }

    /** Whether every criterion may be asked on the queue thread, and its answer remembered. */
    public boolean isPure() {
        return pure;
    }

    /** The rules in the order in which they win. */
    List<Rule> inOrder() {
        return List.of(rules);
    }
}
