package e7.kernel.rule;

import e7.api.engine.RuleFinding;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for rules that can never win, since another one comes first and matches whatever they match, and for pairs that contradict each other: both
 * may match, nothing singles one of them out, and the stricter wins for that alone. Compares each rule with those before it, so it takes
 * seconds for a hundred thousand. What it finds is certain; criteria that it cannot compare are taken to differ.
 */
final class RuleReview {

    private static final int MOST = 1000;

    private final List<Rule> rules;

    /** For each rule, a bit for each name of a criterion and whether it is negated: two names may share one. */
    private final long[] names;

    private final List<RuleFinding> findings = new ArrayList<>();

    /** Of rules in the order in which they win. */
    RuleReview(List<Rule> inOrder) {
        rules = inOrder;
        names = rules.stream().mapToLong(RuleReview::names).toArray();
    }

    private static long names(Rule rule) {
        long names = 0;
        for (CriterionText criterion : rule.text().criteria()) {
            names |= 1L << (2 * criterion.name().hashCode() + (criterion.negated() ? 1 : 0));
        }
        return names;
    }

    /** A thousand at most. */
    List<RuleFinding> findings() {
        for (int i = 0; i < rules.size() && findings.size() < MOST; i++) {
            if (!rules.get(i).isBuiltIn() && !isCovered(i)) {
                findContradictions(i);
            }
        }
        return findings;
    }

    private boolean isCovered(int index) {
        Rule rule = rules.get(index);
        for (int i = 0; i < index; i++) {
            if ((names[i] & ~names[index]) == 0 && isLasting(rules.get(i)) && covers(rules.get(i).text(), rule.text())) {
                add(rule, rules.get(i), " can never win: ", " comes first and matches all that it matches");
                return true;
            }
        }
        return false;
    }

    /** One that ends or is suspended lets others win. */
    private static boolean isLasting(Rule rule) {
        return rule.suspended().isEmpty() && rule.text().expiry() == Expiry.NEVER;
    }

    private static boolean covers(RuleText wide, RuleText narrow) {
        return wide.criteria().stream().allMatch(criterion -> narrow.criteria().stream().anyMatch(criterion::covers));
    }

    private void findContradictions(int index) {
        Rule rule = rules.get(index);
        for (int i = index - 1; i >= 0 && rule.differsInActionAlone(rules.get(i)); i--) {
            Rule other = rules.get(i);
            if (other.text().action() != rule.text().action() && !areDisjoint(other, rule)) {
                add(rule, other, " contradicts ", ", which wins where both match, as nothing but the action tells them apart");
            }
        }
    }

    private static boolean areDisjoint(Rule a, Rule b) {
        for (int i = 0; i < a.text().criteria().size(); i++) {
            for (int j = 0; j < b.text().criteria().size(); j++) {
                CriterionText one = a.text().criteria().get(i);
                CriterionText other = b.text().criteria().get(j);
                boolean comparable = one.name().equals(other.name()) && !one.negated() && !other.negated();
                if (comparable && (one.excludes(other) || areDisjoint(a.criterion(i), b.criterion(j)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether no number is within the bounds of both. */
    private static boolean areDisjoint(Criterion a, Criterion b) {
        if (a == null || b == null) {
            return false;
        }
        for (Bounds one : a.bounds()) {
            for (Bounds other : b.bounds()) {
                if (one.facet() == other.facet() && one.ranges().stream().noneMatch(range -> meetsAny(range, other.ranges()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean meetsAny(Bounds.Range range, List<Bounds.Range> others) {
        return others.stream().anyMatch(other -> range.contains(other.first()) || other.contains(range.first()));
    }

    private void add(Rule rule, Rule other, String relation, String consequence) {
        findings.add(new RuleFinding(rule.id(), other.id(), named(rule) + relation + named(other) + consequence));
    }

    private static String named(Rule rule) {
        return "rule " + rule.id() + " (" + rule.text() + ")";
    }
}
