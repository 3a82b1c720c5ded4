package e7.cache.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ArraySlotStrategyTest {

    private record Config(int slots, int queue, int core) implements ArraySlotConfig {

        @Override
        public Class<? extends Annotation> annotationType() {
            return ArraySlotConfig.class;
        }
    }

    @Test
    void shouldHaveAsManySlotsAsConfiguredWhenMoreAreAskedFor() {
        ArraySlotStrategy strategy = new ArraySlotStrategy(new Config(16, 10, -1));
        Cache<String> large = strategy.create("process", 4096);
        Cache<String> small = strategy.create("verdict", 7);
        assertEquals(16, large.stats().capacity());
        assertEquals(7, small.stats().capacity());
        strategy.deactivate();
    }

    @Test
    void shouldTieTheWriterToTheCoreWhenConfigured() throws Exception {
        ArraySlotStrategy strategy = new ArraySlotStrategy(new Config(16, 10, 3));
        CompletableFuture<String> tied = new CompletableFuture<>();
        strategy.bindAffinity(core -> tied.complete(Thread.currentThread().getName() + " to " + core));
        strategy.create("verdict", 16);
        assertEquals("e7-cache-verdict to 3", tied.get(10, TimeUnit.SECONDS));
        strategy.deactivate();
    }

    @Test
    void shouldTieTheWriterWhenTheServiceComesLater() throws Exception {
        ArraySlotStrategy strategy = new ArraySlotStrategy(new Config(16, 10, 1));
        Cache<String> cache = strategy.create("process", 16);
        cache.put(new CacheKey().add(1), "a");
        CompletableFuture<String> tied = new CompletableFuture<>();
        strategy.bindAffinity(core -> tied.complete(Thread.currentThread().getName() + " to " + core));
        assertEquals("e7-cache-process to 1", tied.get(10, TimeUnit.SECONDS));
        strategy.deactivate();
    }

    @Test
    void shouldTieNothingWhenNoCoreIsConfigured() throws Exception {
        ArraySlotStrategy strategy = new ArraySlotStrategy(new Config(16, 10, -1));
        AtomicInteger calls = new AtomicInteger();
        strategy.bindAffinity(core -> calls.incrementAndGet());
        Cache<String> cache = strategy.create("process", 16);
        strategy.bindAffinity(core -> calls.incrementAndGet());
        cache.remove(new CacheKey().add(1));
        assertEquals(0, calls.get());
        strategy.deactivate();
    }

    @Test
    void shouldWorkUntiedWhenTheCoreIsRefused() {
        ArraySlotStrategy strategy = new ArraySlotStrategy(new Config(16, 10, 3));
        strategy.bindAffinity(core -> {
            throw new IOException("sched_setaffinity: errno=22");
        });
        Cache<String> cache = strategy.create("process", 16);
        CacheKey key = new CacheKey().add(1);
        cache.put(key, "a");
        cache.remove(new CacheKey().add(2));
        assertEquals("a", cache.get(key));
        strategy.deactivate();
    }

    @Test
    void shouldSayTheFaultWhenConfiguredWrongly() {
        assertThrows(IllegalArgumentException.class, () -> new ArraySlotStrategy(new Config(0, 1, -1)));
        assertThrows(IllegalArgumentException.class, () -> new ArraySlotStrategy(new Config(1, 0, -1)));
        assertThrows(IllegalArgumentException.class, () -> new ArraySlotStrategy(new Config(1, 1, -2)));
        ArraySlotStrategy strategy = new ArraySlotStrategy(new Config(1, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> strategy.create("process", 0));
    }
}
