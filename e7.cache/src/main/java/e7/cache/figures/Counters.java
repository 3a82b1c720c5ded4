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
 * <p>Who reads: anybody, through {@link #stats}; a sum taken while others count is no single moment's.
 */
public final class Counters {

    private static final int STRIPES = 64;
    private static final int LONGS_PER_STRIPE = 16;

    private static final int HITS = 0;
    private static final int MISSES = 1;
    private static final int COLLISIONS = 2;
    private static final int EVICTIONS = 3;

    /** Probes beyond one for each look-up: where most need just one, they write one number and not two. */
    private static final int FURTHER_PROBES = 4;

    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    /** One stripe more than is used: the first keeps the array's header, which every reader reads, out of the counted lines. */
    private final long[] counts = new long[(STRIPES + 1) * LONGS_PER_STRIPE];

    /** Counts a look-up that found its key, having examined one entry. */
    public void hit() {
        add(stripe() + HITS, 1);
    }

    /** Counts a look-up that did not find its key, having examined one entry or tag. */
    public void miss() {
        add(stripe() + MISSES, 1);
    }

    /** Counts what a look-up examined beyond one entry, or with -1 that it examined none. */
    public void furtherProbes(int further) {
        if (further != 0) {
            add(stripe() + FURTHER_PROBES, further);
        }
    }

    /** Counts a look-up or an insert that passed another key's entry. */
    public void collision() {
        add(stripe() + COLLISIONS, 1);
    }

    /** Counts an entry that gave way to another. */
    public void eviction() {
        add(stripe() + EVICTIONS, 1);
    }

    /** All figures, with those that only the cache knows. */
    public CacheStats stats(int entries, int capacity, int queued) {
        long hits = sum(HITS);
        long misses = sum(MISSES);
        long probes = hits + misses + sum(FURTHER_PROBES);
        return new CacheStats(hits, misses, sum(EVICTIONS), sum(COLLISIONS), entries, capacity, probes, queued);
    }

    private long sum(int figure) {
        long sum = 0;
        for (int stripe = 1; stripe <= STRIPES; stripe++) {
            sum += (long) COUNT.getOpaque(counts, stripe * LONGS_PER_STRIPE + figure);
        }
        return sum;
    }

    private static int stripe() {
        return (((int) Thread.currentThread().getId() & (STRIPES - 1)) + 1) * LONGS_PER_STRIPE;
    }

    /** Opaque: each write reaches the reader of the sums some time, and no order with anything else is needed. */
    private void add(int index, long n) {
        COUNT.setOpaque(counts, index, (long) COUNT.getOpaque(counts, index) + n);
    }
}
