package e7.api.cache;

/**
 * A cache's figures since it was made. All are counts but the last two.
 *
 * @param hits look-ups that found their key
 * @param misses look-ups that did not
 * @param evictions entries that gave way to others
 * @param collisions look-ups or inserts that passed another key's entry
 * @param entries entries now
 * @param capacity entries at most
 * @param probes slots or nodes that look-ups examined; divided by hits + misses, the mean probe length
 * @param queued changes that wait for the writer now; 0 where changes are made at once
 */
public record CacheStats(
        long hits, long misses, long evictions, long collisions, int entries, int capacity, long probes, int queued) {

    /** Slots examined for one look-up on average; 0 without look-ups. */
    public double meanProbeLength() {
        long lookups = hits + misses;
        return lookups == 0 ? 0 : (double) probes / lookups;
    }
}
