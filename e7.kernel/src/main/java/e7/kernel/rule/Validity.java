package e7.kernel.rule;

import java.time.Instant;
import java.util.Optional;

/**
 * The span of wall-clock time in which the criteria of a rule set answer the same for the same facets. Outside of it, also when the clock
 * has been put back, remembered verdicts do not hold. In milliseconds since 1970.
 *
 * @param from first millisecond of it
 * @param until first millisecond that is not wholly in it; {@link Long#MAX_VALUE}: the criteria never ask the clock
 * @param over first millisecond that is wholly behind it, so that criteria asked then speak of what comes after; {@code from}: it holds at no time
 */
record Validity(long from, long until, long over) {

    /** A span that begins with a whole millisecond and ends when the first criterion changes its answers. */
    static Validity between(Instant now, Instant until) {
        long from = now.toEpochMilli();
        if (!until.isAfter(now)) {
            return new Validity(from, from, from);
        }
        // Instant reaches further than a long of milliseconds does.
        if (until.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE - 1))) {
            return new Validity(from, Long.MAX_VALUE, Long.MAX_VALUE);
        }
        long floor = until.toEpochMilli();
        return new Validity(from, floor, Instant.ofEpochMilli(floor).equals(until) ? floor : floor + 1);
    }

    /** Whether it holds whatever the clock shows. */
    boolean isForEver() {
        return until == Long.MAX_VALUE;
    }

    /** Whether it holds at no time at all, so that asking anew at its end makes no sense. */
    boolean isEmpty() {
        return over == from;
    }

    /** Whether the millisecond is in it. */
    boolean covers(long millis) {
        return isForEver() || millis >= from && millis < until;
    }

    /** When it is over, if that is a moment to wait for. */
    Optional<Instant> end() {
        return isForEver() || isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(over));
    }
}
