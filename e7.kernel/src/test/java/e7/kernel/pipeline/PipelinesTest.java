package e7.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.cache.CacheKey;
import e7.api.identity.Resolver;
import e7.kernel.fakes.Allocations;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.MapCache;
import e7.kernel.flag.Flags;
import e7.kernel.rule.Decision;
import e7.kernel.rule.RuleSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PipelinesTest {

    private final Pipelines pipelines = new Pipelines();

    private void publishRules() throws IOException {
        Flags flags = Flags.initial();
        pipelines.publishPolicy(new RuleSet(List.of(), flags.defaults()), flags, 0);
    }

    @Test
    void shouldRaiseTheGenerationWithRulesOnly() throws IOException {
        long generation = pipelines.current().generation();
        long epoch = pipelines.current().epoch();
        pipelines.publishCaches(null, null);
        pipelines.publishResolvers(List.of());
        assertEquals(generation, pipelines.current().generation());
        assertEquals(epoch + 2, pipelines.current().epoch());
        publishRules();
        assertEquals(generation + 1, pipelines.current().generation());
    }

    @Test
    void shouldTellObserversBeforeAndAfter() throws IOException {
        List<String> told = new ArrayList<>();
        PipelineObserver observer = new PipelineObserver() {
            @Override
            public void beforePublishing(Pipeline old, Pipeline next) {
                told.add("before " + (pipelines.current() == old));
            }

            @Override
            public void published(Pipeline next) {
                told.add("after " + (pipelines.current() == next));
            }
        };
        assertSame(pipelines.current(), pipelines.observe(observer));
        publishRules();
        pipelines.ignore(observer);
        publishRules();
        assertEquals(List.of("before true", "after true"), told);
    }

    @Test
    void shouldPublishNothingThatAnObserverRefuses() {
        pipelines.observe(new PipelineObserver() {
            @Override
            public void beforePublishing(Pipeline old, Pipeline next) throws IOException {
                throw new IOException("no");
            }
        });
        Pipeline before = pipelines.current();
        assertThrows(IOException.class, this::publishRules);
        assertSame(before, pipelines.current());
    }

    @Test
    void shouldNotWaitForThoseWhoCameAfterTheChange() throws IOException {
        PipelineReader reader = pipelines.register("reader", () -> true, () -> {});
        publishRules();
        assertSame(pipelines.current(), reader.enter());
        assertTrue(pipelines.awaitGrace("it"));
    }

    @Test
    void shouldWaitTwoSecondsForOneWhoDoesNotLeaveAndSaySo() throws IOException {
        PipelineReader stuck = pipelines.register("stuck", () -> true, () -> {});
        stuck.enter();
        publishRules();
        long begun = System.nanoTime();
        assertFalse(pipelines.awaitGrace("criteria x"));
        assertTrue(System.nanoTime() - begun > 1_900_000_000L);
        assertEquals(List.of("removal of criteria x was not clean: thread stuck did not leave it within 2 s"), pipelines.uncleanRemovals());
        pipelines.unregister(stuck);
        assertTrue(pipelines.awaitGrace("criteria x"));
    }

    @Test
    void shouldNotWaitForTheDead() throws IOException {
        AtomicBoolean alive = new AtomicBoolean(true);
        PipelineReader reader = pipelines.register("reader", alive::get, () -> {});
        reader.enter();
        publishRules();
        alive.set(false);
        assertTrue(pipelines.awaitGrace("it"));
        assertTrue(pipelines.awaitAdoption("it"));
    }

    @Test
    void shouldWakeReadersAndWaitUntilTheyHaveAdopted() throws InterruptedException {
        AtomicInteger woken = new AtomicInteger();
        PipelineReader reader = pipelines.register("reader", () -> true, woken::incrementAndGet);
        pipelines.publishResolvers(List.of());
        AtomicReference<Boolean> clean = new AtomicReference<>();
        Thread waiting = new Thread(() -> clean.set(pipelines.awaitAdoption("resolver")));
        waiting.start();
        Await.until("the reader is woken", () -> woken.get() == 1);
        assertNull(clean.get());
        Pipeline pipeline = reader.enter();
        reader.adopt(pipeline);
        reader.exit();
        waiting.join();
        assertTrue(clean.get());
    }

    /** Readers use the caches of the pipeline they entered; a cache is closed as soon as the grace period is over, and then refuses them. */
    @Test
    void shouldLetNobodyUseAnOldPipelineAfterTheGracePeriod() throws InterruptedException {
        AtomicBoolean stopping = new AtomicBoolean();
        AtomicReference<Throwable> fault = new AtomicReference<>();
        AtomicInteger uses = new AtomicInteger();
        MapCache<SocketOwner> first = new MapCache<>("process", 0);
        MapCache<Decision> second = new MapCache<>("verdict", 0);
        pipelines.publishCaches(first, second);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            readers.add(new Thread(() -> {
                PipelineReader reader = pipelines.register("reader", () -> true, () -> {});
                try {
                    while (!stopping.get()) {
                        use(reader);
                        uses.incrementAndGet();
                    }
                } catch (Throwable e) {
                    fault.set(e);
                } finally {
                    pipelines.unregister(reader);
                }
            }));
        }
        readers.forEach(Thread::start);
        long end = System.nanoTime() + 1_500_000_000L;
        int swaps = 0;
        for (; System.nanoTime() - end < 0 && fault.get() == null; swaps++) {
            MapCache<SocketOwner> next = new MapCache<>("process", 0);
            pipelines.publishCaches(next, second);
            assertTrue(pipelines.awaitGrace("cache"));
            first.close();
            first = next;
        }
        stopping.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertNull(fault.get());
        assertTrue(swaps > 10 && uses.get() > 1000, swaps + " swaps, " + uses + " uses");
    }

    private static void use(PipelineReader reader) {
        CacheKey key = new CacheKey().add(1);
        Pipeline pipeline = reader.enter();
        try {
            for (int i = 0; i < 20; i++) {
                pipeline.processes().get(key);
            }
        } finally {
            reader.exit();
        }
    }

    @Test
    void shouldEnterAndExitWithoutAllocating() {
        PipelineReader reader = pipelines.register("reader", () -> true, () -> {});
        assertEquals(0, Allocations.bytes(10_000, () -> {
            reader.enter();
            reader.exit();
        }));
    }

    @Test
    void shouldKeepResolversAsTheyWere() {
        List<Resolver> list = new ArrayList<>();
        pipelines.publishResolvers(list);
        list.add(() -> null);
        assertEquals(0, pipelines.current().resolvers().size());
    }
}
