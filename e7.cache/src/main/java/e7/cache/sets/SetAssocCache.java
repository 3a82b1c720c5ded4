package e7.cache.sets;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.cache.figures.Counters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * A set-associative cache, as processors have them: the hash gives one set of eight entries, and a key is there or nowhere.
 *
 * <p>Structure: {@link EntrySets}. The eight tags of a set lie in one long and are compared at once, so that a look-up examines one entry,
 * rarely two, and a miss mostly none at all. Entries are objects: arrays of key words beside arrays of values were tried, and lost more
 * by the bounds checks and by looking at the set's version twice than they gained by one indirection less.
 *
 * <p>Ages: an entry carries the number of writes its set had seen when it was last used, and the one that is longest behind gives way.
 * While a set stays as it is, uses write nothing: readers of hot entries leave each other's cache lines alone. Ages are compared by
 * subtraction, which holds within 2^31 writes to one set. Once a set is full an unused entry is gone after eight; in one that never
 * fills, an entry that sits unused through 2^31 removals and puts of others looks young, which costs the order of eviction only.
 *
 * <p>Who may write: any thread, one at a time in each set. What publishes: the reference to an entry, which is whole from the start. What
 * frees: a way that is emptied or refilled drops its reference, and the garbage collector waits for the readers that still have it.
 *
 * <p>How it fails: a set can be full while others have room. Readers neither wait nor repeat anything, whatever writers do.
 *
 * @param <V> an immutable value
 */
final class SetAssocCache<V> implements Cache<V> {

    private static final int MAX_CAPACITY = 1 << 24;
    private static final int NONE = -1;

    private final EntrySets<V> sets;
    private final Counters counters = new Counters();

    /** Set before the sets are emptied one by one under their locks, and read under them. */
    private volatile boolean closed;

    SetAssocCache(int capacity) {
        this(capacity, 0);
    }

    /** @param firstWrite where the count of writes to each set starts */
    SetAssocCache(int capacity, int firstWrite) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity of a cache: capacity=" + capacity);
        }
        int least = (capacity + EntrySets.WAYS - 1) / EntrySets.WAYS;
        sets = new EntrySets<>(least == 1 ? 1 : Integer.highestOneBit(least - 1) << 1, firstWrite);
    }

    @Override
    public V get(CacheKey key) {
        int hash = key.hashCode();
        int set = sets.set(hash);
        long marks = ByteLanes.equalTo(sets.tags(set), ByteLanes.tag(hash));
        while (marks != 0) {
            Entry<V> entry = sets.entry(set, ByteLanes.firstOf(marks));
            if (entry != null && entry.isFor(key)) {
                entry.renew(sets.writes(set));
                counters.hit();
                return entry.value;
            }
            marks &= marks - 1;
            countPassed();
        }
        counters.miss();
        return null;
    }

    @Override
    public void put(CacheKey key, V value) {
        if (value == null) {
            throw new NullPointerException("value of a cache entry: key=" + key);
        }
        int hash = key.hashCode();
        int set = sets.set(hash);
        Entry<V> entry = new Entry<>(key, value, 0);
        long locked = sets.lock(set);
        if (!closed) {
            int way = find(set, key);
            countPassed(set, ByteLanes.tag(hash), way);
            // The unlocking counts this write, and the entry is as old as that.
            entry.renew(sets.writes(set) + 1);
            sets.put(set, way != NONE ? way : wayForNew(set), ByteLanes.tag(hash), entry);
        }
        sets.unlock(set, locked);
    }

    @Override
    public void remove(CacheKey key) {
        int set = sets.set(key.hashCode());
        long locked = sets.lock(set);
        int way = find(set, key);
        if (way != NONE) {
            sets.free(set, way);
        }
        sets.unlock(set, locked);
    }

    /** {@inheritDoc} No lock is held while the test runs. */
    @Override
    public void removeIf(BiPredicate<CacheKey, ? super V> test) {
        for (int set = 0; set < sets.sets(); set++) {
            for (int way = 0; way < EntrySets.WAYS; way++) {
                Entry<V> entry = sets.entry(set, way);
                if (entry != null && test.test(entry.key(), entry.value)) {
                    freeIfSame(set, way, entry);
                }
            }
        }
    }

    /** {@inheritDoc} Those first that were unused for the most writes to their sets. */
    @Override
    public void forEach(BiConsumer<CacheKey, ? super V> visitor) {
        record Seen<T>(Entry<T> entry, int unused) {}
        List<Seen<V>> all = new ArrayList<>();
        for (int set = 0; set < sets.sets(); set++) {
            for (int way = 0; way < EntrySets.WAYS; way++) {
                Entry<V> entry = sets.entry(set, way);
                if (entry != null) {
                    all.add(new Seen<>(entry, entry.unused(sets.writes(set))));
                }
            }
        }
        all.sort(Comparator.comparingInt((Seen<V> seen) -> seen.unused).reversed());
        all.forEach(seen -> visitor.accept(seen.entry.key(), seen.entry.value));
    }

    @Override
    public int size() {
        int entries = 0;
        for (int set = 0; set < sets.sets(); set++) {
            entries += EntrySets.WAYS - Long.bitCount(ByteLanes.equalTo(sets.tags(set), 0));
        }
        return entries;
    }

    @Override
    public CacheStats stats() {
        return counters.stats(size(), sets.sets() * EntrySets.WAYS, 0);
    }

    @Override
    public void close() {
        closed = true;
        for (int set = 0; set < sets.sets(); set++) {
            long locked = sets.lock(set);
            for (int way = 0; way < EntrySets.WAYS; way++) {
                sets.free(set, way);
            }
            sets.unlock(set, locked);
        }
    }

    /** For a writer: counts if an entry of the same tag lies before the way, or anywhere if the key is in none. */
    private void countPassed(int set, int tag, int way) {
        long marks = ByteLanes.equalTo(sets.tags(set), tag);
        if (marks != 0 && (way == NONE || ByteLanes.firstOf(marks) != way)) {
            counters.collision();
        }
    }

    private void countPassed() {
        counters.furtherProbes(1);
        counters.collision();
    }

    /** For the writer of the set. */
    private int find(int set, CacheKey key) {
        long marks = ByteLanes.equalTo(sets.tags(set), ByteLanes.tag(key.hashCode()));
        while (marks != 0) {
            int way = ByteLanes.firstOf(marks);
            if (sets.entry(set, way).isFor(key)) {
                return way;
            }
            marks &= marks - 1;
        }
        return NONE;
    }

    /** For the writer of the set: a free way, or that of the longest unused entry. */
    private int wayForNew(int set) {
        long free = ByteLanes.equalTo(sets.tags(set), 0);
        if (free != 0) {
            return ByteLanes.firstOf(free);
        }
        counters.eviction();
        int now = sets.writes(set);
        int oldest = 0;
        for (int way = 1; way < EntrySets.WAYS; way++) {
            if (sets.entry(set, way).unused(now) > sets.entry(set, oldest).unused(now)) {
                oldest = way;
            }
        }
        return oldest;
    }

    private void freeIfSame(int set, int way, Entry<V> entry) {
        long locked = sets.lock(set);
        if (sets.entry(set, way) == entry) {
            sets.free(set, way);
        }
        sets.unlock(set, locked);
    }
}
