package e7.api.rule;

/** A criterion's answer about a packet. */
public enum Match {
    /** The packet has the property. */
    YES,
    /** It has not. */
    NO,
    /** The facet that tells could not be read. An allow rule with an unknown criterion never allows. */
    UNKNOWN;

    /** The answer to the opposite question; what is unknown stays so. */
    public Match negated() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** {@link #YES} or {@link #NO}. */
    public static Match of(boolean yes) {
        return yes ? YES : NO;
    }
}
