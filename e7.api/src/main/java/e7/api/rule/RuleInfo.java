package e7.api.rule;

import java.util.List;

/**
 * A rule as the table holds it.
 *
 * @param id its number, never used again during a run; 0 for the built-in rule
 * @param text the rule in full, in the grammar that {@code Policy.apply} reads
 * @param action what it says
 * @param criteria its tests in the order written, such as {@code user=alice}
 * @param name the option {@code name}, or the empty string
 * @param priority the option {@code priority}
 * @param suspended why it is suspended (the criterion whose plugin is absent), or the empty string
 * @param builtIn whether E7 made it; such a rule cannot be cleared, only outranked
 * @param expires what the options {@code for} and {@code until} come to, as text, or the empty string
 * @param hits decisions that it won; packets answered from the verdict cache included
 * @param lastHit when it won last, as ISO 8601, or the empty string
 */
public record RuleInfo(
        long id,
        String text,
        Action action,
        List<String> criteria,
        String name,
        int priority,
        String suspended,
        boolean builtIn,
        String expires,
        long hits,
        String lastHit) {

    /** Copies the list. */
    public RuleInfo {
        criteria = List.copyOf(criteria);
    }

    /** Whether a criterion's plugin is absent. */
    public boolean isSuspended() {
        return !suspended.isEmpty();
    }
}
