package e7.cache.sets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The layout of {@link SetAssocCache}: sets of eight entries, and what may be read and written in which order. How an entry is searched
 * and which one gives way is the cache's matter.
 *
 * <pre>
 *   in {@code longs}, for each set:
 *     +----------+ 0   version   even: at rest; odd: locked by a writer. Half of it counts the writes to the set.
 *     | version  |
 *     +----------+ 1   tags      a byte for each way, way 7 in the highest: 0 free, else 8 bits of the key's hash
 *     |   tags   |
 *     +----------+
 *   in {@code entries}, for each set: eight references
 * </pre>
 *
 * <p>Who may write: whoever has {@linkplain #lock locked} the set.
 *
 * <p>What publishes: the release store of the reference. Tags tell readers where to look; what they find there they compare, so that a
 * tag may be early or late: {@link #put} writes the reference first, {@link #free} the tag.
 *
 * @param <V> the cache's values
 */
final class EntrySets<V> {

    /** Entries in a set: as many as a long has bytes. */
    static final int WAYS = 8;

    private static final int LONGS_PER_SET = 2;
    private static final int VERSION = 0;
    private static final int TAGS = 1;
    private static final int SPINS_BEFORE_YIELD = 64;

    private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(Entry[].class);

    private final long[] longs;
    private final Entry<V>[] entries;
    private final int mask;

    /**
     * @param sets a power of two
     * @param firstWrite where the count of writes to each set starts; it may wrap at any time
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    EntrySets(int sets, int firstWrite) {
        longs = new long[sets * LONGS_PER_SET];
        entries = new Entry[sets * WAYS];
        mask = sets - 1;
        for (int set = 0; set < sets; set++) {
            longs[set * LONGS_PER_SET + VERSION] = (long) firstWrite << 1;
        }
    }

    int sets() {
        return mask + 1;
    }

    /** The set of a hash, from its low bits; {@link ByteLanes#tag} takes the high ones. */
    int set(int hash) {
        return hash & mask;
    }

    /** Opaque: whatever is there by now. */
    long tags(int set) {
        return (long) LONG.getOpaque(longs, set * LONGS_PER_SET + TAGS);
    }

    /** Acquire: an entry that is seen is seen whole. */
    @SuppressWarnings("unchecked")
    Entry<V> entry(int set, int way) {
        return (Entry<V>) ENTRY.getAcquire(entries, set * WAYS + way);
    }

    /** The writes to the set so far, modulo 2^32. */
    int writes(int set) {
        return (int) ((long) LONG.getOpaque(longs, set * LONGS_PER_SET + VERSION) >>> 1);
    }

    /** For the writer. */
    void put(int set, int way, int tag, Entry<V> entry) {
        ENTRY.setRelease(entries, set * WAYS + way, entry);
        LONG.setOpaque(longs, set * LONGS_PER_SET + TAGS, ByteLanes.with(tags(set), way, tag));
    }

    /** For the writer. */
    void free(int set, int way) {
        LONG.setOpaque(longs, set * LONGS_PER_SET + TAGS, ByteLanes.with(tags(set), way, 0));
        ENTRY.setRelease(entries, set * WAYS + way, null);
    }

    /**
     * Makes the calling thread the set's only writer. Spins, as the lock is held for some ten stores and never while foreign code runs.
     *
     * @return what {@link #unlock} wants
     */
    long lock(int set) {
        int index = set * LONGS_PER_SET + VERSION;
        for (int spins = 1;; spins++) {
            long version = (long) LONG.getOpaque(longs, index);
            if ((version & 1) == 0 && LONG.compareAndSet(longs, index, version, version + 1)) {
                return version;
            }
            if (spins % SPINS_BEFORE_YIELD == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Release: the next writer sees what this one wrote. */
    void unlock(int set, long version) {
        LONG.setRelease(longs, set * LONGS_PER_SET + VERSION, version + 2);
    }
}
