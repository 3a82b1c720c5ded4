package e7.cache.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import e7.api.cache.CacheKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetAssocAgeTest {

    private static CacheKey key(int number) {
        return new CacheKey().add(number);
    }

    /** Starts at which the count of writes wraps in the middle of the test, becomes negative there, or does neither. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, -4, -12, Integer.MAX_VALUE, Integer.MAX_VALUE - 3, Integer.MAX_VALUE - 12, Integer.MIN_VALUE})
    void shouldEvictTheLongestUnusedWhenTheCountOfWritesWraps(int firstWrite) {
        SetAssocCache<String> cache = new SetAssocCache<>(EntrySets.WAYS, firstWrite);
        for (int i = 0; i < EntrySets.WAYS; i++) {
            cache.put(key(i), "v" + i);
        }
        assertNotNull(cache.get(key(0)));
        for (int next = EntrySets.WAYS; next < 40; next++) {
            cache.put(key(next), "v" + next);
            // 0 was used again after each write and stays; the others go in the order in which they came.
            assertNotNull(cache.get(key(0)), "the one in use, at " + next);
            assertNull(cache.get(key(next - EntrySets.WAYS + 1)), "the oldest, at " + next);
        }
        assertEquals(40 - EntrySets.WAYS, cache.stats().evictions());
        cache.close();
    }

    @Test
    void shouldVisitTheLongestUnusedFirst() {
        SetAssocCache<Integer> cache = new SetAssocCache<>(EntrySets.WAYS, -3);
        for (int i = 0; i < 5; i++) {
            cache.put(key(i), i);
        }
        cache.get(key(0));
        StringBuilder order = new StringBuilder();
        cache.forEach((key, value) -> order.append(value));
        // 0 and 4 were used after the last write: which of them comes first does not matter.
        assertEquals("123", order.substring(0, 3));
    }
}
