package e7.cache.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.cache.list.DouaneListStrategy;
import e7.cache.sets.SetAssocStrategy;
import e7.cache.slot.ArraySlotStrategy;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Each strategy is led through look-ups and inserts whose ways through its structure are known, and has to count just those. */
class KnownFiguresTest {

    private long tried;

    private static CacheKey key(long word) {
        return new CacheKey().add(word);
    }

    /** A key that was not given before, whose hash is as wanted. */
    private CacheKey key(IntPredicate wanted) {
        CacheKey key = key(++tried);
        while (!wanted.test(key.hashCode())) {
            key = key(++tried);
        }
        return key;
    }

    @Test
    void shouldCountTheWayThroughTheList() {
        Cache<String> cache = new DouaneListStrategy().create("process", 4);
        for (int i = 1; i <= 4; i++) {
            cache.put(key(i), "v");
        }
        // All but the first put passed others.
        assertEquals(new CacheStats(0, 0, 0, 3, 4, 4, 0, 0), cache.stats());
        assertNotNull(cache.get(key(4)));
        assertEquals(new CacheStats(1, 0, 0, 3, 4, 4, 1, 0), cache.stats());
        assertNotNull(cache.get(key(1)));
        assertEquals(new CacheStats(2, 0, 0, 4, 4, 4, 1 + 4, 0), cache.stats());
        assertNull(cache.get(key(9)));
        assertEquals(new CacheStats(2, 1, 0, 5, 4, 4, 1 + 4 + 4, 0), cache.stats());
        assertEquals(3.0, cache.stats().meanProbeLength());
        cache.put(key(5), "v");
        assertNull(cache.get(key(1)), "the first put gave way");
        assertEquals(new CacheStats(2, 2, 1, 7, 4, 4, 9 + 4, 0), cache.stats());
        cache.remove(key(5));
        assertEquals(3, cache.stats().entries());
    }

    @Test
    void shouldCountTheWayThroughTheSlots() {
        ArraySlotStrategy strategy = new ArraySlotStrategy(4);
        Cache<String> cache = strategy.create("process", 4);
        CacheKey[] at = new CacheKey[4];
        for (int i = 0; i < at.length; i++) {
            int slot = i;
            at[i] = key(hash -> (hash & 0xffff_ffffL) * 4 >>> 32 == slot);
        }
        CacheKey alsoAtZero = key(hash -> (hash & 0xffff_ffffL) * 4 >>> 32 == 0);
        cache.put(at[0], "v");
        cache.put(alsoAtZero, "v");
        cache.put(at[2], "v");
        cache.put(at[3], "v");
        cache.remove(at[1]);
        // The second one found its slot taken and went to slot 1.
        assertEquals(new CacheStats(0, 0, 0, 1, 4, 4, 0, 0), cache.stats());
        assertNotNull(cache.get(at[0]));
        assertEquals(new CacheStats(1, 0, 0, 1, 4, 4, 1, 0), cache.stats());
        assertNotNull(cache.get(alsoAtZero));
        assertEquals(new CacheStats(2, 0, 0, 2, 4, 4, 1 + 2, 0), cache.stats());
        assertNull(cache.get(at[1]));
        assertEquals(new CacheStats(2, 1, 0, 3, 4, 4, 3 + 4, 0), cache.stats());
        // at[2] is the longest unused: the others were looked up after it was put, or put later.
        cache.put(at[1], "v");
        cache.settle();
        assertNull(cache.get(at[2]));
        assertEquals(new CacheStats(2, 2, 1, 5, 4, 4, 7 + 4, 0), cache.stats());
        cache.close();
    }

    @Test
    void shouldCountTheWayThroughTheSet() {
        Cache<String> cache = new SetAssocStrategy().create("process", 8);
        CacheKey[] keys = new CacheKey[9];
        for (int i = 0; i < keys.length; i++) {
            int tag = i + 1;
            keys[i] = key(hash -> hash >>> 24 == tag);
        }
        for (int i = 0; i < 7; i++) {
            cache.put(keys[i], "v");
        }
        CacheKey alsoFirst = key(hash -> hash >>> 24 == 1);
        assertNull(cache.get(alsoFirst));
        // It examined the one entry of its tag, beside the tags.
        assertEquals(new CacheStats(0, 1, 0, 1, 7, 8, 1 + 1, 0), cache.stats());
        cache.put(alsoFirst, "v");
        assertEquals(new CacheStats(0, 1, 0, 2, 8, 8, 2, 0), cache.stats());
        assertNotNull(cache.get(keys[6]));
        assertEquals(new CacheStats(1, 1, 0, 2, 8, 8, 3, 0), cache.stats());
        assertNotNull(cache.get(alsoFirst));
        assertEquals(new CacheStats(2, 1, 0, 3, 8, 8, 3 + 2, 0), cache.stats());
        assertNull(cache.get(keys[8]));
        assertEquals(new CacheStats(2, 2, 0, 3, 8, 8, 6, 0), cache.stats());
        cache.put(keys[8], "v");
        assertNull(cache.get(keys[0]), "the longest unused gave way");
        // The look-up met the other entry of its tag once more.
        assertEquals(new CacheStats(2, 3, 1, 4, 8, 8, 6 + 2, 0), cache.stats());
    }
}
