package e7.kernel.rule;

import e7.api.rule.Action;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;

/**
 * A rule as written, understood as far as the grammar goes; what the criteria's values mean is their plugins' matter.
 *
 * @param action what it says
 * @param criteria in the order written
 * @param name the option {@code name}, or the empty string
 * @param priority the option {@code priority}
 * @param expiry the options {@code for} and {@code until}
 * @param log the option {@code log}
 */
record RuleText(Action action, List<CriterionText> criteria, String name, int priority, Expiry expiry, boolean log) {

    RuleText {
        criteria = List.copyOf(criteria);
    }

    /** Whether both test the same, in whatever order. */
    boolean hasSameCriteria(List<CriterionText> others) {
        return criteria.size() == others.size() && new HashSet<>(criteria).equals(new HashSet<>(others));
    }

    /** Whether a second one would change nothing. */
    boolean repeats(RuleText other) {
        return action == other.action
                && priority == other.priority
                && log == other.log
                && name.equals(other.name)
                && expiry.equals(other.expiry)
                && hasSameCriteria(other.criteria);
    }

    /** This rule with its end as a moment, which says the same later on. */
    RuleText kept(ZoneId zone) {
        return new RuleText(action, criteria, name, priority, expiry.kept(zone), log);
    }

    /** The rule in full, in the grammar it is read with. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(action.word()).append(criteria.isEmpty() ? " any" : "");
        criteria.forEach(criterion -> text.append(' ').append(Words.quote(criterion.toString())));
        if (!name.isEmpty()) {
            text.append(' ').append(Words.quote("name=" + name));
        }
        if (priority != 0) {
            text.append(" priority=").append(priority);
        }
        if (!expiry.text().isEmpty()) {
            text.append(' ').append(expiry.text());
        }
        return text.append(log ? " log" : "").toString();
    }
}
