package e7.cache.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import e7.api.cache.CacheKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotAgeTest {

    private static final int SLOTS = 8;

    private static CacheKey key(int number) {
        return new CacheKey().add(number);
    }

    /** Starts at which the counter wraps in the middle of the test, becomes negative there, or does neither. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, -4, -12, Integer.MAX_VALUE, Integer.MAX_VALUE - 3, Integer.MAX_VALUE - 12, Integer.MIN_VALUE})
    void shouldEvictTheLongestUnusedWhenTheAgeCounterWraps(int firstAge) {
        SlotTable<String> table = new SlotTable<>(SLOTS, firstAge);
        for (int i = 0; i < SLOTS; i++) {
            table.put(key(i), "v" + i);
        }
        assertNotNull(table.get(key(0)));
        for (int next = SLOTS; next < 40; next++) {
            table.put(key(next), "v" + next);
            // 0 was used again after each put and stays; the others go in the order in which they came.
            assertNotNull(table.get(key(0)), "the one in use, at " + next);
            assertNull(table.get(key(next - SLOTS + 1)), "the oldest, at " + next);
        }
        assertEquals(40 - SLOTS, table.stats(0).evictions());
    }

    @Test
    void shouldVisitTheLongestUnusedFirstWhenTheAgeCounterWraps() {
        SlotTable<Integer> table = new SlotTable<>(SLOTS, -3);
        for (int i = 0; i < 5; i++) {
            table.put(key(i), i);
        }
        table.put(key(0), 0);
        StringBuilder order = new StringBuilder();
        table.forEach((key, value) -> order.append(value));
        assertEquals("12340", order.toString());
    }

    @Test
    void shouldTakeAFreeSlotWhenThereIsOne() {
        SlotTable<Integer> table = new SlotTable<>(SLOTS, 0);
        for (int i = 0; i < SLOTS; i++) {
            table.put(key(i), i);
        }
        table.remove(key(5));
        table.put(key(100), 100);
        assertEquals(0, table.stats(0).evictions());
        assertEquals(SLOTS, table.size());
        assertNotNull(table.get(key(0)));
    }

    @Test
    void shouldProbeEverySlotWhenALookUpMisses() {
        SlotTable<Integer> table = new SlotTable<>(SLOTS, 0);
        table.get(key(1));
        assertEquals(SLOTS, table.stats(0).meanProbeLength());
    }
}
