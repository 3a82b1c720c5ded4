package e7.benchmarks.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.cache.list.DouaneListStrategy;
import e7.cache.sets.SetAssocStrategy;
import e7.cache.slot.ArraySlotStrategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * One way to remember, ours or another's, reduced to what the benchmarks ask. Look-ups get the reused key of a queue thread, changes a
 * key that they may keep.
 */
interface Contender extends AutoCloseable {

    Object get(CacheKey key);

    void put(CacheKey key, Object value);

    /** Returns when the changes made before are done. */
    void settle();

    /** The keys that are held, in any order. */
    List<CacheKey> keys();

    @Override
    void close();

    /** The contender of that name; our strategies have the names they are chosen by. */
    static Contender named(String name, int capacity) {
        return switch (name) {
            case DouaneListStrategy.NAME -> new Ours(new DouaneListStrategy().create("process", capacity));
            case ArraySlotStrategy.NAME -> new Ours(new ArraySlotStrategy(capacity).create("process", capacity));
            case SetAssocStrategy.NAME -> new Ours(new SetAssocStrategy().create("process", capacity));
            case "caffeine" -> new CaffeineCache(capacity);
            case "concurrent-hash-map" -> new Map(capacity);
            case "agrona" -> new AgronaMap(capacity);
            default -> throw new IllegalArgumentException("contender: name=" + name);
        };
    }

    /** A cache of E7's. */
    record Ours(Cache<Object> cache) implements Contender {

        @Override
        public Object get(CacheKey key) {
            return cache.get(key);
        }

        @Override
        public void put(CacheKey key, Object value) {
            cache.put(key, value);
        }

        @Override
        public void settle() {
            cache.settle();
        }

        @Override
        public List<CacheKey> keys() {
            List<CacheKey> keys = new ArrayList<>();
            cache.forEach((key, value) -> keys.add(key));
            return keys;
        }

        @Override
        public void close() {
            cache.close();
        }
    }

    /** Caffeine, bounded to the capacity. */
    final class CaffeineCache implements Contender {

        private final com.github.benmanes.caffeine.cache.Cache<CacheKey, Object> cache;

        CaffeineCache(int capacity) {
            cache = Caffeine.newBuilder().maximumSize(capacity).build();
        }

        @Override
        public Object get(CacheKey key) {
            return cache.getIfPresent(key);
        }

        @Override
        public void put(CacheKey key, Object value) {
            cache.put(key.copy(), value);
        }

        @Override
        public void settle() {
            cache.cleanUp();
        }

        @Override
        public List<CacheKey> keys() {
            return new ArrayList<>(cache.asMap().keySet());
        }

        @Override
        public void close() {
            cache.invalidateAll();
        }
    }

    /** A map of the JDK's, from which the first put is removed to stay within the capacity: a limit, not a cache. */
    final class Map implements Contender {

        private final ConcurrentHashMap<CacheKey, Object> map;
        private final ArrayDeque<CacheKey> order = new ArrayDeque<>();
        private final int capacity;

        Map(int capacity) {
            this.capacity = capacity;
            this.map = new ConcurrentHashMap<>(capacity);
        }

        @Override
        public Object get(CacheKey key) {
            return map.get(key);
        }

        /** For one thread at a time. */
        @Override
        public void put(CacheKey key, Object value) {
            CacheKey kept = key.copy();
            if (map.put(kept, value) == null) {
                order.add(kept);
                if (order.size() > capacity) {
                    map.remove(order.poll());
                }
            }
        }

        @Override
        public void settle() {}

        @Override
        public List<CacheKey> keys() {
            return new ArrayList<>(map.keySet());
        }

        @Override
        public void close() {
            map.clear();
        }
    }

    /** Agrona's map from the key's first long: what a look-up costs where one thread is alone and keys are single longs. */
    final class AgronaMap implements Contender {

        private final Long2ObjectHashMap<Object> map;
        private final ArrayDeque<Long> order = new ArrayDeque<>();
        private final int capacity;

        AgronaMap(int capacity) {
            this.capacity = capacity;
            this.map = new Long2ObjectHashMap<>(2 * capacity, 0.65f);
        }

        @Override
        public Object get(CacheKey key) {
            return map.get(key.word(0));
        }

        @Override
        public void put(CacheKey key, Object value) {
            if (map.put(key.word(0), value) == null) {
                order.add(key.word(0));
                if (order.size() > capacity) {
                    map.remove(order.poll().longValue());
                }
            }
        }

        @Override
        public void settle() {}

        @Override
        public List<CacheKey> keys() {
            return map.keySet().stream().map(cookie -> Keys.refill(new CacheKey(), cookie)).toList();
        }

        @Override
        public void close() {
            map.clear();
        }
    }
}
