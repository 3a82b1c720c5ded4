package e7.cache.figures;

import e7.api.cache.CacheStats;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a cache counts, without making its readers meet.
 *
 * <p>Structure: one array of longs, cut into stripes of two cache lines (processors fetch lines in pairs). A thread writes to the stripe
 * that its id gives. Ids are handed out in sequence, so the queue threads, which are started together, have a stripe each.
 *
 * <p>Who may write: any thread, without a lock and without an atomic instruction: that would cost as much as the look-up it counts. Two
 * threads whose ids are {@value #STRIPES} apart share a stripe and may lose counts to each other; nothing else is lost. There is no
 * thread-local variable, since its entry in a foreign thread would keep this bundle's class loader alive.
 *
 * <p>Who reads: anybody, through {@link #sum}; a sum taken while others count is no single moment's.
 */
public final class Counters {

    /** What is counted; see {@link CacheStats} for what each means. */
    public enum Figure { HITS, MISSES, EVICTIONS, COLLISIONS, PROBES }

    private static final int STRIPES = 64;
    private static final int LONGS_PER_STRIPE = 16;
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    /** One stripe more than is used: the first keeps the array's header, which every reader reads, out of the counted lines. */
    private final long[] counts = new long[(STRIPES + 1) * LONGS_PER_STRIPE];

    /** Counts a look-up that found its key, having examined {@code probes} entries. */
    public void hit(int probes) {
        int stripe = stripe();
        add(stripe + Figure.HITS.ordinal(), 1);
        add(stripe + Figure.PROBES.ordinal(), probes);
    }

    /** Counts a look-up that did not find its key, having examined {@code probes} entries. */
    public void miss(int probes) {
        int stripe = stripe();
        add(stripe + Figure.MISSES.ordinal(), 1);
        add(stripe + Figure.PROBES.ordinal(), probes);
    }

    /** Adds to one figure. */
    public void count(Figure figure, long n) {
        add(stripe() + figure.ordinal(), n);
    }

    /** A figure's total. */
    public long sum(Figure figure) {
        long sum = 0;
        for (int stripe = 1; stripe <= STRIPES; stripe++) {
            sum += (long) COUNT.getOpaque(counts, stripe * LONGS_PER_STRIPE + figure.ordinal());
        }
        return sum;
    }

    /** All figures, with those that only the cache knows. */
    public CacheStats stats(int entries, int capacity, int queued) {
        return new CacheStats(
                sum(Figure.HITS), sum(Figure.MISSES), sum(Figure.EVICTIONS), sum(Figure.COLLISIONS),
                entries, capacity, sum(Figure.PROBES), queued);
    }

    private static int stripe() {
        return (((int) Thread.currentThread().getId() & (STRIPES - 1)) + 1) * LONGS_PER_STRIPE;
    }

    /** Opaque: each write reaches the reader of the sums some time, and no order with anything else is needed. */
    private void add(int index, long n) {
        COUNT.setOpaque(counts, index, (long) COUNT.getOpaque(counts, index) + n);
    }
}
