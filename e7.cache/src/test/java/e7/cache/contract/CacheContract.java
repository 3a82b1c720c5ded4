package e7.cache.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.api.cache.CacheStrategy;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every strategy keeps, ours or not. A strategy's test extends this class; it may override the limits that its layout needs.
 *
 * <p>A cache may forget at any time, so that most tests here can say what {@code get} must not return; that it returns anything at all is
 * asked of a cache that has room for ever, after its changes have {@linkplain Cache#settle settled}.
 */
public abstract class CacheContract {

    protected static final int CAPACITY = 64;

    protected CacheStrategy strategy;
    protected Cache<String> cache;

    /** A strategy whose caches hold at least {@link #CAPACITY} entries if asked for so many. */
    protected abstract CacheStrategy strategy();

    /** Whether a look-up of an entry that must be there is refused at times, as by a cache that takes entries in by its own judgement. */
    protected boolean remembersAllThatFits() {
        return true;
    }

    @BeforeEach
    void create() {
        strategy = strategy();
        cache = strategy.create("process", CAPACITY);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    public static CacheKey key(long... words) {
        CacheKey key = new CacheKey();
        for (long word : words) {
            key.add(word);
        }
        return key;
    }

    @Test
    void shouldMissWhenEmpty() {
        assertNull(cache.get(key(1, 2)));
        assertEquals(0, cache.size());
    }

    @Test
    void shouldReturnWhatWasPutWhenKeyIsEqual() {
        cache.put(key(1, 2), "a");
        cache.settle();
        assertEquals("a", cache.get(key(1, 2)));
        assertEquals(1, cache.size());
    }

    @Test
    void shouldReturnTheSameObjectWhenPut() {
        String value = new String("a");
        cache.put(key(1), value);
        cache.settle();
        assertSame(value, cache.get(key(1)));
    }

    @Test
    void shouldReturnLastValueWhenPutTwice() {
        cache.put(key(1), "a");
        cache.put(key(1), "b");
        cache.settle();
        assertEquals("b", cache.get(key(1)));
        assertEquals(1, cache.size());
    }

    @Test
    void shouldCopyKeyWhenCallerReusesIt() {
        CacheKey reused = key(1);
        cache.put(reused, "a");
        reused.reset().add(2);
        cache.settle();
        assertEquals("a", cache.get(key(1)));
        assertNull(cache.get(reused));
    }

    @Test
    void shouldTellKeysApartWhenLengthsDiffer() {
        cache.put(key(7, 0), "two");
        cache.put(key(7), "one");
        cache.put(key(), "none");
        cache.settle();
        assertOneOf(cache.get(key(7)), "one");
        assertOneOf(cache.get(key(7, 0)), "two");
        assertOneOf(cache.get(key()), "none");
        assertNull(cache.get(key(7, 0, 0)));
        assertNull(cache.get(key(0)));
    }

    @Test
    void shouldTakeTheLongestKeyWhenShortOnesCameBefore() {
        CacheKey longest = new CacheKey();
        for (int i = 0; i < CacheKey.MAX_WORDS; i++) {
            longest.add(i);
        }
        cache.put(key(1), "short");
        cache.put(longest, "long");
        cache.settle();
        assertEquals("long", cache.get(longest));
    }

    @Test
    void shouldTellKeysApartWhenTheirHashesAreEqual() {
        CacheKey[] twins = HashTwins.find();
        cache.put(twins[0], "a");
        cache.settle();
        assertNull(cache.get(twins[1]));
        cache.put(twins[1], "b");
        cache.remove(twins[0]);
        assertNull(cache.get(twins[0]));
        assertEquals("b", cache.get(twins[1]));
    }

    @Test
    void shouldMissWhenRemoved() {
        cache.put(key(1), "a");
        cache.put(key(2), "b");
        cache.remove(key(1));
        assertNull(cache.get(key(1)));
        assertEquals("b", cache.get(key(2)));
        assertEquals(1, cache.size());
    }

    @Test
    void shouldStandItWhenRemovedKeyIsAbsent() {
        cache.remove(key(1));
        cache.remove(key());
        assertEquals(0, cache.size());
    }

    @Test
    void shouldRemoveAllThatTestIsTrueForWhenRemoveIf() {
        for (int i = 0; i < 20; i++) {
            cache.put(key(i, 1), i % 2 == 0 ? "even" : "odd");
        }
        cache.removeIf((key, value) -> value.equals("even") || key.word(0) == 7);
        for (int i = 0; i < 20; i++) {
            if (i % 2 == 0 || i == 7) {
                assertNull(cache.get(key(i, 1)));
            } else {
                assertOneOf(cache.get(key(i, 1)), "odd");
            }
        }
    }

    @Test
    void shouldPassOnWhatTheTestThrowsWhenRemoveIf() {
        cache.put(key(1), "a");
        cache.settle();
        assertThrows(IllegalStateException.class, () -> cache.removeIf((key, value) -> {
            throw new IllegalStateException("test");
        }));
        cache.put(key(2), "b");
        cache.settle();
        assertEquals("b", cache.get(key(2)));
    }

    @Test
    void shouldRefuseNullValues() {
        assertThrows(NullPointerException.class, () -> cache.put(key(1), null));
    }

    @Test
    void shouldStayWithinItsCapacityWhenMuchIsPut() {
        for (int i = 0; i < 20 * CAPACITY; i++) {
            cache.put(key(i), "v" + i);
        }
        cache.settle();
        CacheStats stats = cache.stats();
        assertTrue(stats.capacity() >= CAPACITY, "capacity asked for");
        assertTrue(cache.size() <= stats.capacity(), "size");
        Set<CacheKey> visited = new HashSet<>();
        cache.forEach((key, value) -> visited.add(key));
        assertTrue(visited.size() <= stats.capacity(), "entries visited");
        int found = 0;
        for (int i = 0; i < 20 * CAPACITY; i++) {
            String value = cache.get(key(i));
            if (value != null) {
                assertEquals("v" + i, value);
                found++;
            }
        }
        assertTrue(found > 0 && found <= stats.capacity(), "entries found: " + found);
    }

    @Test
    void shouldVisitEveryEntryWithItsOwnKeyWhenForEach() {
        for (int i = 0; i < 20; i++) {
            cache.put(key(i, -i), "v" + i);
        }
        cache.settle();
        Map<CacheKey, String> visited = new HashMap<>();
        cache.forEach(visited::put);
        assertTrue(!remembersAllThatFits() || visited.size() == 20, "visited: " + visited);
        visited.forEach((key, value) -> assertEquals("v" + key.word(0), value));
    }

    @Test
    void shouldStartWarmWhenFilledFromAnother() {
        for (int i = 0; i < 20; i++) {
            cache.put(key(i), "v" + i);
        }
        cache.settle();
        Cache<String> next = strategy.create("process", CAPACITY);
        cache.forEach(next::put);
        next.settle();
        for (int i = 0; i < 20; i++) {
            assertOneOf(next.get(key(i)), "v" + i);
        }
        next.close();
    }

    @Test
    void shouldCountHitsAndMissesWhenAsked() {
        cache.put(key(1), "a");
        cache.settle();
        CacheStats before = cache.stats();
        assertNotNull(cache.get(key(1)));
        assertNotNull(cache.get(key(1)));
        assertNull(cache.get(key(2)));
        CacheStats after = cache.stats();
        assertEquals(2, after.hits() - before.hits());
        assertEquals(1, after.misses() - before.misses());
        assertEquals(1, after.entries());
        assertEquals(0, after.queued());
    }

    @Test
    void shouldReturnNothingOfOldWhenClosed() {
        cache.put(key(1), "a");
        cache.settle();
        cache.close();
        cache.put(key(2), "b");
        cache.remove(key(1));
        cache.removeIf((key, value) -> true);
        assertNull(cache.get(key(1)));
        assertNull(cache.get(key(2)));
        cache.close();
    }

    @Test
    void shouldAllocateNothingWhenGetHitsOrMisses() {
        for (int i = 0; i < CAPACITY; i++) {
            cache.put(key(i, i), "v");
        }
        cache.settle();
        CacheKey hit = key(CAPACITY - 1, CAPACITY - 1);
        CacheKey miss = key(CAPACITY + 1, 0);
        lookUp(hit, miss);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // The compiler's own doings may be charged to this thread once, hence the least of some rounds.
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            lookUp(hit, miss);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes allocated by 20000 look-ups");
    }

    private void lookUp(CacheKey hit, CacheKey miss) {
        for (int i = 0; i < 10_000; i++) {
            cache.get(hit);
            cache.get(miss);
        }
    }

    private void assertOneOf(String actual, String expected) {
        if (actual != null || remembersAllThatFits()) {
            assertEquals(expected, actual);
        }
    }
}
