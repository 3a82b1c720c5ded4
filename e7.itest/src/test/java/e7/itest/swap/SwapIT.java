package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Caches;
import e7.api.engine.Counters;
import e7.itest.framework.InFelix;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** Parts are swapped while packets flow, and every packet is accounted for: none is lost, and the engine's counts are the traffic's. */
@InFelix
class SwapIT extends LiveSwap {

    private static final int SWAPS = 1000;

    @Test
    void shouldLoseNothingWhenCachesAreSwapped(Caches caches) throws Exception {
        policy.apply(List.of("block udp dport=9", "allow protocol=udp user=0"));
        Counters before = firewall.status().counters();
        Exchange exchange = new Exchange();
        try (exchange) {
            assertTrue(exchange.awaitMore(100));
            List<String> strategies = caches.strategies();
            for (int i = 0; i < SWAPS; i++) {
                caches.use(caches.kinds().get(i & 1), strategies.get((i >> 1) % strategies.size()));
            }
            for (String kind : caches.kinds()) {
                caches.use(kind, "set-assoc");
            }
            assertTrue(exchange.awaitMore(100));
        }

        assertAccounted(before, exchange);
        assertEquals(List.of(), warningsOfSwaps());
        assertEquals(List.of(), threads("e7-cache"), "writers of caches that are no longer used");
    }

    @Test
    void shouldLoseNothingWhenRulePluginsAreReplaced(BundleContext context) throws Exception {
        policy.apply(List.of("block any", "allow protocol=udp user=0 priority=1"));
        Counters before = firewall.status().counters();
        Exchange exchange = new Exchange();
        try (exchange) {
            assertTrue(exchange.awaitMore(100));
            for (int i = 0; i < 50; i++) {
                Bundle plugin = bundle(context, i % 2 == 0 ? "e7.rules.user" : "e7.rules.protocol");
                plugin.stop();
                plugin.start();
                assertTrue(exchange.awaitMore(20));
            }
        }

        assertAccounted(before, exchange);
        assertEquals(List.of(), firewall.status().suspended());
    }

    @Test
    void shouldSuspendAndBlockWhileAPluginIsAbsent(BundleContext context) throws Exception {
        policy.apply(List.of("block any", "allow protocol=udp user=0 priority=1"));
        Bundle plugin = bundle(context, "e7.rules.user");
        try (Exchange exchange = new Exchange()) {
            assertTrue(exchange.awaitMore(100));
            plugin.stop();
            try {
                assertEquals(1, firewall.status().suspended().size());
                long answered = exchange.answered();
                for (int i = 0; exchange.lost() == 0 && i < 10_000; i++) {
                    Thread.sleep(1);
                }
                assertTrue(exchange.lost() > 0, "an allow rule whose plugin is absent let packets pass");
                assertTrue(exchange.answered() <= answered + 2, "packets passed while the plugin was absent");
            } finally {
                plugin.start();
            }
            assertTrue(exchange.awaitMore(20));
            assertEquals(List.of(), firewall.status().suspended());
        }
    }

    @Test
    void shouldRunUncachedWithoutStrategiesAndLeaveNothingOfThem(BundleContext context) throws Exception {
        Bundle strategies = bundle(context, "e7.cache");
        WeakReference<ClassLoader> old = new WeakReference<>(strategies.adapt(BundleWiring.class).getClassLoader());
        Counters before = firewall.status().counters();
        Exchange exchange = new Exchange();
        try (exchange) {
            assertTrue(exchange.awaitMore(100));
            strategies.stop();
            assertEquals("none", firewall.status().processCache());
            assertTrue(firewall.status().warnings().stream().anyMatch(warning -> warning.contains("cache is off")));
            assertTrue(exchange.awaitMore(20));
            assertEquals(List.of(), threads("e7-cache"));
            strategies.update();
            strategies.start();
            assertTrue(exchange.awaitMore(100));
        }

        assertAccounted(before, exchange);
        assertTrue(isCollected(old), "the old strategies' class loader is still there");
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith(prefix)).toList();
    }

    static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; reference.get() != null && i < 100; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return reference.get() == null;
    }
}
