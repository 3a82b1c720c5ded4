package e7.cache.slot;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * EftirlitSeven's cache: entries in arrays, readers without locks, one writer at a time.
 *
 * <p>Who may write: the thread that holds this object's monitor. What publishes: see {@link SlotArrays}.
 *
 * @param <V> an immutable value
 */
final class ArraySlotCache<V> implements Cache<V> {

    private final SlotTable<V> table;

    /** Guarded by this. */
    private boolean closed;

    ArraySlotCache(SlotTable<V> table) {
        this.table = table;
    }

    @Override
    public V get(CacheKey key) {
        return table.get(key);
    }

    @Override
    public synchronized void put(CacheKey key, V value) {
        if (value == null) {
            throw new NullPointerException("value of a cache entry: key=" + key);
        }
        if (!closed) {
            table.put(key, value);
        }
    }

    @Override
    public synchronized void remove(CacheKey key) {
        table.remove(key);
    }

    @Override
    public synchronized void removeIf(BiPredicate<CacheKey, ? super V> test) {
        table.removeIf(test);
    }

    /** {@inheritDoc} Longest unused first. */
    @Override
    public void forEach(BiConsumer<CacheKey, ? super V> visitor) {
        table.forEach(visitor);
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public CacheStats stats() {
        return table.stats(0);
    }

    @Override
    public synchronized void close() {
        closed = true;
        table.clear();
    }
}
