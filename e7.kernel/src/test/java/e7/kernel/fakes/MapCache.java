package e7.kernel.fakes;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.api.cache.CacheStrategy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/** The trivial cache: a map, which refuses to be used once it has been closed. */
public class MapCache<V> implements Cache<V> {

    /** Makes them, and knows all that it made. */
    public static final class Strategy implements CacheStrategy {
        private final List<MapCache<?>> made = new CopyOnWriteArrayList<>();

        /** What was made, the latest last. */
        public List<MapCache<?>> made() {
            return made;
        }

        @Override
        public <V> Cache<V> create(String kind, int capacity) {
            MapCache<V> cache = new MapCache<>(kind, capacity);
            made.add(cache);
            return cache;
        }
    }

    private final Map<CacheKey, V> map = new ConcurrentHashMap<>();
    private final String kind;
    private final int capacity;
    private final AtomicInteger lookUps = new AtomicInteger();
    private volatile boolean closed;

    /** An empty one. */
    public MapCache(String kind, int capacity) {
        this.kind = kind;
        this.capacity = capacity;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("used after it was closed: kind=" + kind);
        }
    }

    /** Whether it has been closed. */
    public boolean isClosed() {
        return closed;
    }

    /** How often {@link #get} was called. */
    public int lookUps() {
        return lookUps.get();
    }

    /** What it was made for. */
    public String kind() {
        return kind;
    }

    @Override
    public V get(CacheKey key) {
        lookUps.incrementAndGet();
        checkOpen();
        V value = map.get(key);
        checkOpen();
        return value;
    }

    @Override
    public void put(CacheKey key, V value) {
        checkOpen();
        map.put(key.copy(), value);
        checkOpen();
    }

    @Override
    public void remove(CacheKey key) {
        checkOpen();
        map.remove(key);
    }

    @Override
    public void removeIf(BiPredicate<CacheKey, ? super V> test) {
        checkOpen();
        map.entrySet().removeIf(entry -> test.test(entry.getKey(), entry.getValue()));
    }

    @Override
    public void forEach(BiConsumer<CacheKey, ? super V> visitor) {
        checkOpen();
        map.forEach(visitor);
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public CacheStats stats() {
        return new CacheStats(0, 0, 0, 0, map.size(), capacity, 0, 0);
    }

    @Override
    public void close() {
        closed = true;
    }
}
