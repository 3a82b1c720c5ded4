package e7.benchmarks.cache;

import e7.api.cache.CacheKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes caches full and worn, and says what is in them. */
final class FullCache {

    /** Different keys for each entry there is room for. */
    static final int KEYS_PER_ENTRY = 8;

    private static final int SETTLE_EVERY = 256;

    private FullCache() {}

    /** How often the capacity is evicted before the measurement: 20 times, and once where scanning so much would take minutes. */
    static int turnover(String strategy, int entries) {
        boolean scans = strategy.equals("douane-list") || strategy.equals("array-slot");
        return scans && entries > 4096 ? 1 : 20;
    }

    /** Looks up skewed keys and puts those that are missed, until that has evicted {@code turnover} times the capacity. */
    static void fill(Contender cache, int turnover, int entries) {
        Keys keys = new Keys(KEYS_PER_ENTRY * entries, 1);
        int puts = 0;
        while (puts < (turnover + 1) * entries) {
            int number = keys.draw();
            CacheKey key = Keys.key(number, 0);
            if (cache.get(key) == null) {
                cache.put(key, "v" + number);
                if (++puts % SETTLE_EVERY == 0) {
                    cache.settle();
                }
            }
        }
        cache.settle();
    }

    /** The keys that the cache holds, in no order. */
    static List<CacheKey> held(Contender cache, int entries) {
        List<CacheKey> held = new ArrayList<>();
        for (int number = 0; number < KEYS_PER_ENTRY * entries; number++) {
            CacheKey key = Keys.key(number, 0);
            if (cache.get(key) != null) {
                held.add(key);
            }
        }
        if (held.size() < entries * 99 / 100) {
            throw new IllegalStateException("cache is not full: entries=" + held.size());
        }
        // Neighbouring numbers may lie side by side; the hot sockets of a real machine do not.
        Collections.shuffle(held, new Random(2));
        return held;
    }
}
