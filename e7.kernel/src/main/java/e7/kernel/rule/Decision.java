package e7.kernel.rule;

import e7.api.rule.Action;

/**
 * An outcome, made before any packet comes, so that deciding allocates nothing. Immutable but for the hits.
 */
public final class Decision {

    private final Action action;
    private final long ruleId;

    /** Null for a rule: its name is made when it is asked for, since there may be very many. */
    private final String decidedBy;

    private final boolean noRule;
    private final boolean log;
    private final Hits hits;

    private Decision(Action action, long ruleId, String decidedBy, boolean noRule, boolean log, Hits hits) {
        this.action = action;
        this.ruleId = ruleId;
        this.decidedBy = decidedBy;
        this.noRule = noRule;
        this.log = log;
        this.hits = hits;
    }

    static Decision byRule(Rule rule) {
        return new Decision(rule.text().action(), rule.id(), null, false, rule.text().log(), rule.hits());
    }

    /** A flag decided, not a rule. */
    public static Decision byFlag(String flag, Action action) {
        return new Decision(action, -1, flag + "=" + action.word(), flag.equals("unkrule"), false, new Hits());
    }

    /** Neither rule nor flag decided, but what {@code reason} names. */
    public static Decision byReason(String reason, Action action) {
        return new Decision(action, -1, reason, false, false, new Hits());
    }

    /** What is to be done. */
    public Action action() {
        return action;
    }

    /** The rule that won, or -1. */
    public long ruleId() {
        return ruleId;
    }

    /** What decided, for people: {@code rule 7}, {@code unkproc=block} or a reason. */
    public String decidedBy() {
        return decidedBy == null ? "rule " + ruleId : decidedBy;
    }

    /** Whether no rule matched. */
    public boolean isNoRule() {
        return noRule;
    }

    /** Whether the rule asks for an event of each packet. */
    public boolean isLogged() {
        return log;
    }

    /** Counts one packet. */
    public void count() {
        hits.count();
    }

    /** Says when a packet was answered so, in milliseconds since 1970. The journal's thread. */
    public void answeredAt(long millis) {
        hits.lastAt(millis);
    }
}
