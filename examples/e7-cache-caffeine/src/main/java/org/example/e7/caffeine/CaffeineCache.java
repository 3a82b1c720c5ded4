package org.example.e7.caffeine;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * Caffeine behind E7's contract.
 *
 * <p>A look-up may neither block nor allocate. Caffeine's ordinary ones do both now and then, when their record of uses is full and has to
 * be worked off. The quiet ones, used here, record nothing: Caffeine then evicts by what it knows from the puts.
 *
 * @param <V> an immutable value
 */
final class CaffeineCache<V> implements Cache<V> {

    private static final int STRIPES = 64;
    private static final int LONGS_PER_STRIPE = 16;
    private static final int HITS = 0;
    private static final int MISSES = 1;

    private final com.github.benmanes.caffeine.cache.Cache<CacheKey, V> cache;
    private final Policy<CacheKey, V> policy;
    private final AtomicLong evictions = new AtomicLong();
    private final int capacity;

    /** Hits and misses, apart for each thread as far as thread ids tell; the first stripe is left free. */
    private final AtomicLongArray counts = new AtomicLongArray((STRIPES + 1) * LONGS_PER_STRIPE);

    private volatile boolean closed;

    CaffeineCache(int capacity) {
        this.capacity = capacity;
        // The writer evicts in its own thread: no thread of a pool is left with this bundle's classes when it goes.
        this.cache = Caffeine.newBuilder()
                .maximumSize(capacity)
                .executor(Runnable::run)
                .evictionListener((key, value, cause) -> evictions.incrementAndGet())
                .build();
        this.policy = cache.policy();
    }

    @Override
    public V get(CacheKey key) {
        V value = policy.getIfPresentQuietly(key);
        int count = stripe((int) Thread.currentThread().getId()) + (value == null ? MISSES : HITS);
        counts.setOpaque(count, counts.getOpaque(count) + 1);
        return value;
    }

    @Override
    public void put(CacheKey key, V value) {
        if (!closed) {
            cache.put(key.copy(), value);
        }
    }

    @Override
    public void remove(CacheKey key) {
        cache.invalidate(key);
    }

    @Override
    public void removeIf(BiPredicate<CacheKey, ? super V> test) {
        cache.asMap().entrySet().removeIf(entry -> test.test(entry.getKey(), entry.getValue()));
    }

    @Override
    public void forEach(BiConsumer<CacheKey, ? super V> visitor) {
        policy.eviction().orElseThrow().coldest(Integer.MAX_VALUE).forEach(visitor);
    }

    @Override
    public int size() {
        return (int) cache.estimatedSize();
    }

    @Override
    public CacheStats stats() {
        long hits = sum(HITS);
        long misses = sum(MISSES);
        // Caffeine does not say how many nodes it examines: one for each look-up is the least.
        return new CacheStats(hits, misses, evictions.get(), 0, size(), capacity, hits + misses, 0);
    }

    @Override
    public void close() {
        closed = true;
        cache.invalidateAll();
    }

    private long sum(int figure) {
        long sum = 0;
        for (int thread = 0; thread < STRIPES; thread++) {
            sum += counts.get(stripe(thread) + figure);
        }
        return sum;
    }

    private static int stripe(int thread) {
        return ((thread & (STRIPES - 1)) + 1) * LONGS_PER_STRIPE;
    }
}
