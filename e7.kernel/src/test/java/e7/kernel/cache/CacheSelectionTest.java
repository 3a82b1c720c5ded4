package e7.kernel.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStrategy;
import e7.api.engine.Caches;
import e7.api.engine.Journal;
import e7.api.rule.Action;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeReference;
import e7.kernel.fakes.MapCache;
import e7.kernel.journal.EventLog;
import e7.kernel.pipeline.Pipeline;
import e7.kernel.pipeline.PipelineReader;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.rule.Decision;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class CacheSelectionTest {

    private final Pipelines pipelines = new Pipelines();
    private final EventLog events = new EventLog();
    private final FakeConfigurations configurations = new FakeConfigurations();
    private final CacheSelection selection = new CacheSelection(pipelines, events, configurations, FakeConfigurations.config("", "", 16, 16));
    private final MapCache.Strategy lists = new MapCache.Strategy();
    private final MapCache.Strategy arrays = new MapCache.Strategy();
    private final FakeReference<CacheStrategy> listsReference = reference("lists", 1);
    private final FakeReference<CacheStrategy> arraysReference = reference("arrays", 5);

    private static FakeReference<CacheStrategy> reference(String name, int ranking) {
        return new FakeReference<>(CacheStrategy.STRATEGY, name, ranking);
    }

    private String inUse() {
        return String.join(" ", selection.caches().stream().map(Caches.CacheInfo::strategy).toList());
    }

    /** What is in the pipeline is a guard around it. */
    private static void assertInUse(MapCache<?> made, Cache<?> used) {
        int before = made.lookUps();
        used.get(new CacheKey().add(77));
        assertEquals(before + 1, made.lookUps());
    }

    private boolean hasEvent(String text) {
        return events.after(-1).stream().map(Journal.Event::text).anyMatch(text::equals);
    }

    @Test
    void shouldRememberNothingWithoutAStrategy() {
        assertEquals("none none", inUse());
        assertNull(pipelines.current().processes());
        assertNull(pipelines.current().verdicts());
    }

    @Test
    void shouldUseTheBestRankingOfThoseThatArePresent() {
        selection.bindStrategy(lists, listsReference);
        assertEquals("lists lists", inUse());
        selection.bindStrategy(arrays, arraysReference);
        assertEquals("arrays arrays", inUse());
        assertEquals(List.of("arrays", "lists"), selection.strategies());
        assertInUse(arrays.made().get(0), pipelines.current().processes());
        assertTrue(lists.made().stream().allMatch(MapCache::isClosed));
        selection.unbindStrategy(arrays, arraysReference);
        assertEquals("lists lists", inUse());
        selection.unbindStrategy(lists, listsReference);
        assertEquals("none none", inUse());
        assertNull(pipelines.current().verdicts());
        assertTrue(lists.made().stream().allMatch(MapCache::isClosed));
    }

    @Test
    void shouldUseTheWantedOneWhileItIsPresent() {
        selection.modified(FakeConfigurations.config("lists", "nosuch", 16, 16));
        selection.bindStrategy(arrays, arraysReference);
        assertEquals("arrays arrays", inUse());
        selection.bindStrategy(lists, listsReference);
        assertEquals("lists arrays", inUse());
        assertEquals(1, arrays.made().stream().filter(MapCache::isClosed).count());
        selection.unbindStrategy(lists, listsReference);
        assertEquals("arrays arrays", inUse());
        assertEquals("lists", selection.caches().get(0).wanted());
    }

    @Test
    void shouldSwitchAndStoreTheChoice() {
        configurations.tell(selection);
        selection.bindStrategy(lists, listsReference);
        selection.bindStrategy(arrays, arraysReference);
        selection.use("verdict", "lists");
        assertEquals("arrays lists", inUse());
        selection.use("process", "lists");
        assertEquals("lists lists", inUse());
        assertEquals("lists", configurations.stored().get("verdict"));
        assertEquals("lists", configurations.stored().get("process"));
    }

    @Test
    void shouldSayWhatItCannotSwitchTo() {
        selection.bindStrategy(lists, listsReference);
        assertEquals(
                "no cache 'dns'; there are process, verdict",
                assertThrows(IllegalArgumentException.class, () -> selection.use("dns", "lists")).getMessage());
        assertEquals(
                "no strategy 'trees'; there are lists",
                assertThrows(IllegalArgumentException.class, () -> selection.use("process", "trees")).getMessage());
    }

    @Test
    void shouldStartWarmAndRaiseNoGeneration() {
        selection.bindStrategy(lists, listsReference);
        CacheKey key = new CacheKey().add(5);
        Decision decision = Decision.byFlag("x", Action.ALLOW);
        pipelines.current().verdicts().put(key, decision);
        long generation = pipelines.current().generation();
        selection.bindStrategy(arrays, arraysReference);
        assertSame(decision, pipelines.current().verdicts().get(key));
        assertEquals(generation, pipelines.current().generation());
    }

    @Test
    void shouldCarryOverWhatWasPutDuringTheSwitch() throws InterruptedException {
        selection.bindStrategy(lists, listsReference);
        PipelineReader reader = pipelines.register("reader", () -> true, () -> {});
        Pipeline old = reader.enter();
        Thread switching = new Thread(() -> selection.bindStrategy(arrays, arraysReference));
        switching.start();
        Await.until("the new pipeline", () -> pipelines.current() != old);
        CacheKey late = new CacheKey().add(5);
        CacheKey both = new CacheKey().add(6);
        Decision early = Decision.byFlag("early", Action.ALLOW);
        Decision newer = Decision.byFlag("newer", Action.ALLOW);
        old.verdicts().put(late, early);
        old.verdicts().put(both, early);
        pipelines.current().verdicts().put(both, newer);
        assertTrue(lists.made().stream().noneMatch(MapCache::isClosed));
        reader.exit();
        switching.join();
        assertSame(early, pipelines.current().verdicts().get(late));
        assertSame(newer, pipelines.current().verdicts().get(both));
        assertTrue(lists.made().stream().allMatch(MapCache::isClosed));
    }

    @Test
    void shouldNotCloseWhatSomebodyMayStillUse() {
        selection.bindStrategy(lists, listsReference);
        PipelineReader stuck = pipelines.register("stuck", () -> true, () -> {});
        stuck.enter();
        selection.bindStrategy(arrays, arraysReference);
        assertTrue(lists.made().stream().noneMatch(MapCache::isClosed));
        assertEquals("arrays arrays", inUse());
        assertEquals(1, pipelines.uncleanRemovals().size());
    }

    @Test
    void shouldMakeACacheAnewWhenItsSizeChanges() {
        selection.bindStrategy(lists, listsReference);
        Cache<?> verdicts = pipelines.current().verdicts();
        Cache<?> processes = pipelines.current().processes();
        selection.modified(FakeConfigurations.config("", "", 16, 64));
        assertSame(processes, pipelines.current().processes());
        assertNotSame(verdicts, pipelines.current().verdicts());
        assertEquals(64, selection.caches().get(1).stats().capacity());
        selection.modified(FakeConfigurations.config("", "", 16, 64));
        assertEquals(3, lists.made().size());
    }

    @Test
    void shouldRememberNothingWhenTheStrategyFails() {
        CacheStrategy broken = new CacheStrategy() {
            @Override
            public <V> Cache<V> create(String kind, int capacity) {
                throw new IllegalStateException("broken");
            }
        };
        selection.bindStrategy(lists, listsReference);
        FakeReference<CacheStrategy> reference = reference("broken", 9);
        selection.bindStrategy(broken, reference);
        assertEquals("none none", inUse());
        assertNull(pipelines.current().processes());
        assertTrue(lists.made().stream().allMatch(MapCache::isClosed));
        assertTrue(hasEvent("the verdict cache uses none, since its strategy failed: java.lang.IllegalStateException: broken"));
        selection.unbindStrategy(broken, reference);
        assertEquals("lists lists", inUse());
    }

    @Test
    void shouldSwitchBothThoughTheOldOnesFailToEnd() {
        selection.bindStrategy(lists, listsReference);
        lists.made().forEach(MapCache::close);
        selection.bindStrategy(arrays, arraysReference);
        assertEquals("arrays arrays", inUse());
        assertInUse(arrays.made().get(0), pipelines.current().processes());
        assertInUse(arrays.made().get(1), pipelines.current().verdicts());
        assertFalse(selection.caches().get(1).lastSwap().isEmpty());
    }

    @Test
    void shouldEndItsCaches() {
        selection.bindStrategy(lists, listsReference);
        selection.deactivate();
        selection.unbindStrategy(lists, listsReference);
        assertNull(pipelines.current().processes());
        assertTrue(lists.made().stream().allMatch(MapCache::isClosed));
        assertEquals(2, lists.made().size());
    }

    /** Makes caches that fail in everything, from a moment on. */
    private final class Failing implements CacheStrategy {
        private volatile RuntimeException fault;

        @Override
        public <V> Cache<V> create(String kind, int capacity) {
            return new MapCache<>(kind, capacity) {
                @Override
                public V get(CacheKey key) {
                    fail();
                    return super.get(key);
                }

                @Override
                public void put(CacheKey key, V value) {
                    fail();
                    super.put(key, value);
                }

                @Override
                public void removeIf(BiPredicate<CacheKey, ? super V> test) {
                    fail();
                }
            };
        }

        private void fail() {
            if (fault != null) {
                throw fault;
            }
        }
    }

    @Test
    void shouldDoWithoutAStrategyThatGoesOnFailing() {
        Failing failing = new Failing();
        selection.bindStrategy(failing, reference("failing", 9));
        selection.bindStrategy(lists, listsReference);
        assertEquals("failing failing", inUse());
        failing.fault = new IllegalStateException("broken");
        CacheKey key = new CacheKey().add(5);
        Decision decision = Decision.byFlag("x", Action.ALLOW);
        for (int i = 0; i < 8; i++) {
            assertEquals(2 * i, selection.pluginInfos().get(0).faults());
            pipelines.current().verdicts().put(key, decision);
            assertNull(pipelines.current().verdicts().get(key), "a fault is a miss");
        }
        Await.until("the strategy is taken out", () -> inUse().equals("lists lists"));
        assertEquals("taken out after 16 faults", selection.pluginInfos().get(0).state());
        assertEquals(List.of("lists"), selection.strategies());
        Await.until("the event", () -> hasEvent("strategy failing (gone): taken out after 16 faults"));
        pipelines.current().verdicts().put(key, decision);
        assertSame(decision, pipelines.current().verdicts().get(key));
    }

    @Test
    void shouldGiveNoSecondChanceToOneThatCannotForget() {
        Failing failing = new Failing();
        selection.bindStrategy(failing, reference("failing", 9));
        CacheKey key = new CacheKey().add(5);
        Cache<Decision> verdicts = pipelines.current().verdicts();
        verdicts.put(key, Decision.byFlag("x", Action.ALLOW));
        failing.fault = new IllegalStateException("broken");
        verdicts.removeIf((one, value) -> true);
        failing.fault = null;
        assertNull(verdicts.get(key));
        assertTrue(selection.pluginInfos().get(0).state().startsWith("taken out as it could not forget"));
        Await.until("nothing is remembered", () -> inUse().equals("none none"));
    }

    @Test
    void shouldTakeAValueOfAnotherKindForAFault() {
        selection.bindStrategy(new CacheStrategy() {
            @Override
            public <V> Cache<V> create(String kind, int capacity) {
                return new MapCache<>(kind, capacity) {
                    @Override
                    @SuppressWarnings("unchecked")
                    public V get(CacheKey key) {
                        return (V) "no decision";
                    }
                };
            }
        }, reference("confused", 9));
        Decision found = pipelines.current().verdicts().get(new CacheKey().add(5));
        assertNull(found);
        assertEquals(1, selection.pluginInfos().get(0).faults());
    }

    @Test
    void shouldNotBeInTheWayOfThoseWhoLookUp() throws InterruptedException {
        selection.bindStrategy(lists, listsReference);
        AtomicReference<Object> found = new AtomicReference<>();
        CacheKey key = new CacheKey().add(1);
        synchronized (selection) {
            Thread looking = new Thread(() -> {
                pipelines.current().verdicts().put(key, Decision.byFlag("x", Action.ALLOW));
                found.set(pipelines.current().verdicts().get(key));
            });
            looking.start();
            looking.join(5000);
        }
        assertTrue(found.get() != null);
    }
}
