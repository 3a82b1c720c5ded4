package e7.kernel.rule;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** How often a rule won, and when it did last. Threads that judge count; the time is written by the journal's, so that they read no clock. */
final class Hits {

    private final LongAdder count = new LongAdder();

    /** Milliseconds since 1970; 0: never. */
    private volatile long last;

    void count() {
        count.increment();
    }

    /** Says when a packet was answered; they come nearly in order. One thread at a time. */
    void lastAt(long millis) {
        last = Math.max(last, millis);
    }

    long sum() {
        return count.sum();
    }

    /** ISO 8601, or the empty string. */
    String last() {
        return last == 0 ? "" : Instant.ofEpochMilli(last).toString();
    }
}
