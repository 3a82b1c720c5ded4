package e7.cache.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ArraySlotCacheTest {

    private static final int QUEUE = 16;

    private static CacheKey key(int number) {
        return new CacheKey().add(number);
    }

    private static ArraySlotCache<String> cache() {
        return new ArraySlotCache<>(new SlotTable<>(64, 0), "e7-cache-test", QUEUE, () -> {});
    }

    /** Keeps the writer from its work until it is let go. */
    private static final class Hold implements Runnable {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch latch = new CountDownLatch(1);

        static Hold of(ArraySlotCache<String> cache) throws InterruptedException {
            Hold hold = new Hold();
            cache.inWriter(hold);
            hold.begun.await();
            return hold;
        }

        @Override
        public void run() {
            begun.countDown();
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void letGo() {
            latch.countDown();
        }
    }

    @Test
    void shouldForgetTheOldValueWhenTheQueueHadNoRoomForTheNewOne() throws InterruptedException {
        ArraySlotCache<String> cache = cache();
        Hold hold = Hold.of(cache);
        cache.put(key(1), "old");
        for (int i = 2; i < QUEUE + 1; i++) {
            cache.put(key(i), "v");
        }
        assertEquals(QUEUE, cache.stats().queued());
        cache.put(key(1), "new, and one too many");
        hold.letGo();
        // Twice: the first one may be queued before the writer has seen that a put was lost.
        cache.remove(key(-1));
        cache.remove(key(-1));
        assertNull(cache.get(key(1)));
        assertNotNull(cache.get(key(2)));
        cache.put(key(1), "again");
        cache.remove(key(-1));
        assertEquals("again", cache.get(key(1)));
        cache.close();
    }

    @Test
    void shouldNotWaitWhenPutFindsTheWriterBusy() throws InterruptedException {
        ArraySlotCache<String> cache = cache();
        Hold hold = Hold.of(cache);
        for (int i = 0; i < 10 * QUEUE; i++) {
            cache.put(key(i), "v");
        }
        assertEquals(QUEUE, cache.stats().queued());
        hold.letGo();
        cache.close();
    }

    @Test
    void shouldDoTheChangesOfOneThreadInTheirOrder() {
        ArraySlotCache<String> cache = cache();
        for (int i = 0; i < 10_000; i++) {
            cache.put(key(i % 7), "v" + i);
            cache.remove(key(i % 7));
            assertNull(cache.get(key(i % 7)));
        }
        cache.close();
    }

    @Test
    void shouldReleaseThoseWhoWaitWhenClosed() throws InterruptedException {
        ArraySlotCache<String> cache = cache();
        Hold hold = Hold.of(cache);
        Thread remover = new Thread(() -> cache.remove(key(1)));
        remover.start();
        while (cache.stats().queued() == 0) {
            Thread.onSpinWait();
        }
        Thread closer = new Thread(cache::close);
        closer.start();
        hold.letGo();
        closer.join();
        remover.join();
        cache.remove(key(1));
    }

    @Test
    void shouldAllowATestToRemoveWhenItRunsInTheWriter() {
        ArraySlotCache<String> cache = cache();
        cache.put(key(1), "a");
        cache.removeIf((key, value) -> {
            cache.remove(key);
            return false;
        });
        assertNull(cache.get(key(1)));
        cache.close();
    }

    @Test
    void shouldEndTheThreadsOfCachesThatNobodyClosedWhenDeactivated() throws InterruptedException {
        ArraySlotStrategy strategy = new ArraySlotStrategy(8);
        AtomicReference<Thread> writer = new AtomicReference<>();
        Cache<String> cache = strategy.create("process", 8);
        cache.put(key(1), "a");
        cache.removeIf((key, value) -> {
            writer.set(Thread.currentThread());
            return false;
        });
        assertEquals("e7-cache-process", writer.get().getName());
        assertTrue(writer.get().isAlive() && writer.get().isDaemon());
        strategy.deactivate();
        writer.get().join();
        assertNull(cache.get(key(1)));
    }
}
