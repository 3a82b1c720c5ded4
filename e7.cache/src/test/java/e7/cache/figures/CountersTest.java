package e7.cache.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.cache.CacheStats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {

    @Test
    void shouldAddUpWhatEachThreadCounted() throws InterruptedException {
        Counters counters = new Counters();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> count(counters)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        CacheStats stats = counters.stats(1, 2, 3);
        // Threads made one after the other have stripes of their own, so that not one count is lost.
        assertEquals(new CacheStats(400_000, 40_000, 40_000, 40_000, 1, 2, 440_000 + 120_000, 3), stats);
    }

    private static void count(Counters counters) {
        for (int i = 0; i < 100_000; i++) {
            counters.hit();
            if (i % 10 == 0) {
                counters.miss();
                counters.furtherProbes(3);
                counters.collision();
                counters.eviction();
            }
        }
    }
}
