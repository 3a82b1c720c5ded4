package e7.api.engine;

import e7.api.rule.Action;
import java.util.List;

/**
 * How a packet is decided.
 *
 * @param action what is done
 * @param reason one line: the rule that won, or the flag that decided, and why
 * @param candidates every rule that was looked at, in the order of precedence
 */
public record Explanation(Action action, String reason, List<Candidate> candidates) {

    /**
     * One rule and how it fared.
     *
     * @param id the rule's number
     * @param text the rule
     * @param outcome {@code wins}, {@code matches}, {@code unknown}, {@code no match} or {@code suspended}
     * @param why the criterion that failed or is unknown, or by what the rule was outranked
     */
    public record Candidate(long id, String text, String outcome, String why) {}

    /** Copies the list. */
    public Explanation {
        candidates = List.copyOf(candidates);
    }
}
