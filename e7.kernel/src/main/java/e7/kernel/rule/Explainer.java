package e7.kernel.rule;

import e7.api.engine.Explanation.Candidate;
import e7.api.engine.Explanation;
import e7.api.packet.Packet;
import e7.api.rule.Match;
import java.util.ArrayList;
import java.util.List;

/** Says in words what {@link RuleSet#decide} does with a packet. It asks the same objects, so that the two cannot differ. */
final class Explainer {

    private final RuleSet rules;
    private final Packet packet;

    Explainer(RuleSet rules, Packet packet) {
        this.rules = rules;
        this.packet = packet;
    }

    Explanation explain() {
        Decision decision = rules.decide(packet);
        List<Candidate> candidates = new ArrayList<>();
        Rule winner = null;
        for (Rule rule : rules.inOrder()) {
            Match match = rule.test(packet);
            if (match == Match.YES && winner == null) {
                winner = rule;
                boolean outvoted = decision.ruleId() != rule.id();
                candidates.add(candidate(rule, outvoted ? "matches" : "wins", outvoted ? "outvoted by " + decision.decidedBy() : advantage(rule)));
            } else if (match == Match.YES) {
                candidates.add(candidate(rule, "matches", "outranked by rule " + winner.id() + ": " + difference(winner, rule)));
            } else {
                candidates.add(candidate(rule, outcome(rule, match), whyNot(rule, match)));
            }
        }
        return new Explanation(decision.action(), reason(decision, winner), candidates);
    }

    private static Candidate candidate(Rule rule, String outcome, String why) {
        return new Candidate(rule.id(), rule.text().toString(), outcome, why);
    }

    private static String outcome(Rule rule, Match match) {
        if (match == Match.NO) {
            return "no match";
        }
        return rule.suspended().isEmpty() ? "unknown" : "suspended";
    }

    private String whyNot(Rule rule, Match match) {
        for (int i = 0; i < rule.text().criteria().size(); i++) {
            if (rule.test(i, packet) == match) {
                String criterion = rule.text().criteria().get(i).toString();
                return match == Match.NO ? criterion + " does not hold" : "cannot tell whether " + criterion + " holds";
            }
        }
        return "";
    }

    private String reason(Decision decision, Rule winner) {
        if (decision.ruleId() >= 0) {
            return "rule " + winner.id() + " wins: " + winner.text();
        }
        if (decision.isNoRule()) {
            return "no rule matches, so the flag " + decision.decidedBy() + " decides";
        }
        return "a stricter rule might match, but what it asks is unknown, so the flag " + decision.decidedBy() + " decides";
    }

    private String advantage(Rule rule) {
        List<Rule> order = rules.inOrder();
        for (Rule other : order.subList(order.indexOf(rule) + 1, order.size())) {
            if (other.test(packet) == Match.YES) {
                return "before rule " + other.id() + ": " + difference(rule, other);
            }
        }
        return "the only rule that matches";
    }

    /** Which step of the precedence tells the two apart; {@code first} comes before {@code second}. */
    static String difference(Rule first, Rule second) {
        String[] steps = {
            "its priority is higher",
            "its path is more specific",
            "it has more criteria",
            "its criteria are more specific",
            "its action is stricter",
            "it is older"
        };
        return steps[Rule.precedenceStep(first, second)];
    }
}
