package e7.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.kernel.fakes.Allocations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class PathIdsTest {

    private final PathIds ids = new PathIds();

    @Test
    void shouldGiveEachStringItsNumber() {
        long a = ids.id("/a");
        assertTrue(a >= 0);
        assertTrue(ids.id("/b") != a);
        assertEquals(a, ids.id("/" + "a"));
        assertEquals(PathIds.NONE, ids.id(null));
    }

    @Test
    void shouldNeverGiveTwoStringsOneNumberThoughItIsEmptiedMeanwhile() throws InterruptedException {
        Map<Long, String> owners = new ConcurrentHashMap<>();
        List<String> wrong = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int start = t * 10_000;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 40_000; i++) {
                    String text = "/" + (start + i);
                    String other = owners.putIfAbsent(ids.id(text), text);
                    if (other != null && !other.equals(text)) {
                        synchronized (wrong) {
                            wrong.add(other + " and " + text);
                        }
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertNull(wrong.isEmpty() ? null : wrong.get(0));
    }

    @Test
    void shouldBeBoundedHoweverLongAndManyThePathsAre() {
        String folder = "/" + "a".repeat(4000) + "/";
        for (int i = 0; i < 20_000; i++) {
            ids.id(folder + i);
            assertTrue(i % 1000 != 0 || ids.characters() <= 2 << 20, () -> "characters kept: " + ids.characters());
        }
    }

    @Test
    void shouldLetAPathInUseKeepItsNumberThroughAFlood() {
        long used = ids.id("/usr/bin/curl");
        for (int i = 0; i < 100_000; i++) {
            ids.id("/tmp/" + i);
            if (i % 100 == 0) {
                assertEquals(used, ids.id("/usr/bin/curl"));
            }
        }
        assertTrue(ids.id("/tmp/0") > 100_000, "forgotten, and never its number again");
    }

    @Test
    void shouldFindWithoutAllocating() {
        for (int i = 0; i < 2000; i++) {
            ids.id("/x" + i);
        }
        assertEquals(0, Allocations.bytes(10_000, () -> ids.id("/x1999")));
    }
}
