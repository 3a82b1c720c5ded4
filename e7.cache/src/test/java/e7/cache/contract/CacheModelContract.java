package e7.cache.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStrategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations on a cache and on a plain map: a cache may forget, but what it returns is what the map holds. Where a cache makes its
 * changes later, any value since the last change that is known to be done may still be seen, and never one from before that.
 */
public abstract class CacheModelContract {

    private static final int OPERATIONS = 40_000;

    /** A strategy to be tried. */
    protected abstract CacheStrategy strategy();

    /** Values that {@code get} may return: all since the key was removed or a change was known to be done. */
    private final Map<CacheKey, Set<Integer>> possible = new HashMap<>();

    private final Map<CacheKey, Integer> last = new HashMap<>();
    private int nextValue;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldNeverReturnWhatTheMapDoesNotHold(long seed) {
        Random random = new Random(seed);
        int capacity = 1 + random.nextInt(100);
        int keys = 1 + random.nextInt(3 * capacity);
        Cache<Integer> cache = strategy().create("verdict", capacity);
        for (int i = 0; i < OPERATIONS; i++) {
            operate(cache, random, keys);
        }
        settled(cache);
        cache.forEach((key, value) -> assertEquals(last.get(key), value, key::toString));
        cache.close();
    }

    private void operate(Cache<Integer> cache, Random random, int keys) {
        CacheKey key = key(random.nextInt(keys));
        int choice = random.nextInt(1000);
        if (choice < 600) {
            Integer value = cache.get(key);
            assertTrue(value == null || possible.getOrDefault(key, Set.of()).contains(value), () -> key + " gave " + value);
        } else if (choice < 900) {
            int value = nextValue++;
            cache.put(key, value);
            last.put(key.copy(), value);
            possible.computeIfAbsent(key.copy(), k -> new HashSet<>()).add(value);
        } else if (choice < 990) {
            cache.remove(key);
            last.remove(key);
            possible.remove(key);
        } else if (choice < 995) {
            settled(cache);
        } else {
            int divisor = 2 + random.nextInt(5);
            cache.removeIf((k, value) -> value % divisor == 0);
            last.values().removeIf(value -> value % divisor == 0);
            possible.values().forEach(values -> values.removeIf(value -> value % divisor == 0));
        }
    }

    /** All changes before are done: only the last value of each key is possible. */
    private void settled(Cache<Integer> cache) {
        cache.settle();
        possible.clear();
        last.forEach((key, value) -> possible.computeIfAbsent(key, k -> new HashSet<>()).add(value));
    }

    private static CacheKey key(int number) {
        CacheKey key = new CacheKey().add(number / 2);
        // Two lengths, and keys that are the beginning of others.
        return number % 2 == 0 ? key : key.add(0);
    }
}
