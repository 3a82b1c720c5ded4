package e7.benchmarks.cache;

import e7.api.cache.CacheKey;
import e7.cache.list.DouaneListStrategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Makes caches full and worn, and says what is in them. */
final class FullCache {

    /** Different keys for each entry there is room for. */
    static final int KEYS_PER_ENTRY = 8;

    private static final int SETTLE_EVERY = 256;

    /** A list of more entries than this is walked through for the better part of a millisecond. */
    private static final int LONG_LIST = 4096;

    private FullCache() {}

    /**
     * How often the capacity is evicted before the measurement: 20 times; once from a long list, which forgets by the order of the puts
     * alone, so that further rounds would change nothing but the time it takes.
     */
    private static int turnover(String strategy, int entries) {
        return isLongList(strategy, entries) ? 1 : 20;
    }

    private static boolean isLongList(String strategy, int entries) {
        return strategy.equals(DouaneListStrategy.NAME) && entries > LONG_LIST;
    }

    /** A cache of that strategy into which skewed keys were put when looking them up missed, until enough had been evicted. */
    static Contender of(String strategy, int entries) {
        Contender cache = Contender.named(strategy, entries);
        FirstInFirstOut model = isLongList(strategy, entries) ? new FirstInFirstOut(entries) : null;
        Keys keys = new Keys(KEYS_PER_ENTRY * entries, 1);
        int puts = 0;
        while (puts < (turnover(strategy, entries) + 1) * entries) {
            int number = keys.draw();
            CacheKey key = Keys.key(number, 0);
            boolean absent = model != null ? model.take(number) : cache.get(key) == null;
            if (absent) {
                cache.put(key, "v" + number);
                if (++puts % SETTLE_EVERY == 0) {
                    cache.settle();
                }
            }
        }
        cache.settle();
        return cache;
    }

    /** What a list holds, kept beside it: to ask it would be another walk for each key. */
    private static final class FirstInFirstOut {

        private final BitSet held = new BitSet();
        private final ArrayDeque<Integer> order = new ArrayDeque<>();
        private final int entries;

        FirstInFirstOut(int entries) {
            this.entries = entries;
        }

        /** Whether the key of that number is absent; it is held then. */
        boolean take(int number) {
            if (held.get(number)) {
                return false;
            }
            held.set(number);
            order.add(number);
            if (order.size() > entries) {
                held.clear(order.poll());
            }
            return true;
        }
    }

    /** The keys that the cache holds, in an order that has nothing to do with how they lie in it. */
    static List<CacheKey> held(Contender cache, int entries) {
        List<CacheKey> held = new ArrayList<>(cache.keys());
        if (held.size() < entries * 99 / 100) {
            throw new IllegalStateException("cache is not full: entries=" + held.size());
        }
        held.sort(Comparator.comparingLong(key -> key.word(0)));
        // Neighbouring numbers may lie side by side; the hot sockets of a real machine do not.
        Collections.shuffle(held, new Random(2));
        return held;
    }
}
