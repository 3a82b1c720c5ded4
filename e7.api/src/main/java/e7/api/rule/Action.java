package e7.api.rule;

import java.util.Locale;

/** What a rule or a flag says is to be done with a packet. */
public enum Action {
    /** Let it pass. */
    ALLOW(0),
    /** Let the administrator decide. */
    ASK(1),
    /** Drop it silently. */
    BLOCK(2),
    /** Drop it and tell the sender. */
    REJECT(2);

    private final int strictness;

    Action(int strictness) {
        this.strictness = strictness;
    }

    /** 0 to 2: block and reject over ask over allow. */
    public int strictness() {
        return strictness;
    }

    /** The word in rules and commands. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
