package e7.kernel.engine;

import e7.api.queue.Verdict;
import java.util.concurrent.atomic.LongAdder;

/** The engine's counts. Any thread counts; {@link LongAdder} keeps the threads off each other's cache lines. */
final class PacketCounts {

    final LongAdder received = new LongAdder();
    final LongAdder overLimit = new LongAdder();
    final LongAdder timedOut = new LongAdder();
    final LongAdder unknownProcess = new LongAdder();
    final LongAdder unknownProtocol = new LongAdder();
    final LongAdder forged = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    void count(Verdict verdict) {
        of(verdict).increment();
    }

    long sum(Verdict verdict) {
        return of(verdict).sum();
    }

    private LongAdder of(Verdict verdict) {
        return switch (verdict) {
            case ACCEPT -> accepted;
            case DROP -> dropped;
            case REJECT -> rejected;
        };
    }
}
