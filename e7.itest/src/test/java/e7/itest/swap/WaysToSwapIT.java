package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Caches;
import e7.api.engine.Caches.CacheInfo;
import e7.itest.framework.InFelix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The ways by which a cache gets another strategy, each while packets flow: Configuration Admin, the console, bundles that come and go. */
@InFelix
class WaysToSwapIT extends LiveSwap {

    private static final String PID = "e7.caches";

    @AfterEach
    void forgetChoice(ConfigurationAdmin configurations) throws Exception {
        configurations.getConfiguration(PID, "?").delete();
    }

    private String inUse() {
        return firewall.status().processCache() + " " + firewall.status().verdictCache();
    }

    private void awaitInUse(String expected) throws InterruptedException {
        for (int i = 0; !inUse().equals(expected) && i < 5000; i++) {
            Thread.sleep(1);
        }
        assertEquals(expected, inUse());
    }

    @Test
    void shouldSwapByConfigurationAdmin(ConfigurationAdmin configurations) throws Exception {
        whilePacketsFlow(exchange -> {
            configure(configurations, "douane-list", "array-slot");
            awaitInUse("douane-list array-slot");
            assertTrue(exchange.awaitMore(20));
            configure(configurations, "array-slot", "set-assoc");
            awaitInUse("array-slot set-assoc");
            assertTrue(exchange.awaitMore(20));
            // Nobody chooses any more: the best ranking.
            configurations.getConfiguration(PID, "?").delete();
            awaitInUse("set-assoc set-assoc");
        });
        assertEquals(List.of(), warningsOfSwaps());
    }

    private static void configure(ConfigurationAdmin configurations, String process, String verdict) throws IOException {
        Configuration configuration = configurations.getConfiguration(PID, "?");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("process", process);
        properties.put("verdict", verdict);
        configuration.update(properties);
    }

    @Test
    void shouldStartWarmSoThatNoPacketHasToWaitForASearch(Caches caches) throws Exception {
        whilePacketsFlow(exchange -> {
            for (int i = 0; i < 100; i++) {
                // array-slot writes later what is put; its cache must not be used before.
                caches.use("process", i % 2 == 0 ? "array-slot" : "set-assoc");
                assertTrue(exchange.awaitMore(10));
                assertEquals(0, cache(caches, "process").stats().misses());
            }
        });
    }

    @Test
    void shouldResizeByConfigurationAdmin(ConfigurationAdmin configurations, Caches caches) throws Exception {
        whilePacketsFlow(exchange -> {
            Configuration configuration = configurations.getConfiguration(PID, "?");
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("processEntries", 1024);
            configuration.update(properties);
            for (int i = 0; caches.caches().get(0).stats().capacity() != 1024 && i < 5000; i++) {
                Thread.sleep(1);
            }
            assertEquals(List.of(1024, 4096), caches.caches().stream().map(cache -> cache.stats().capacity()).toList());
            assertTrue(caches.caches().get(0).stats().entries() > 0, "it starts warm");
        });
    }

    @Test
    void shouldSwapByTheConsole(CommandProcessor processor, Caches caches) throws Exception {
        whilePacketsFlow(exchange -> {
            for (String strategy : List.of("array-slot", "douane-list", "set-assoc")) {
                for (String kind : List.of("process", "verdict")) {
                    String lastSwap = cache(caches, kind).lastSwap();
                    assertEquals("the " + kind + " cache uses " + strategy, say(processor, "e7:cache use " + kind + " " + strategy));
                    // The command returns when packets use it.
                    assertEquals(strategy, cache(caches, kind).strategy());
                    assertNotEquals(lastSwap, cache(caches, kind).lastSwap());
                    assertTrue(exchange.awaitMore(10));
                }
            }
        });
        assertThrows(Exception.class, () -> say(processor, "e7:cache use process nosuch"));
        assertThrows(Exception.class, () -> say(processor, "e7:cache use nosuch set-assoc"));
        assertEquals("set-assoc set-assoc", inUse(), "what is refused changes nothing");
    }

    private static CacheInfo cache(Caches caches, String kind) {
        return caches.caches().stream().filter(cache -> cache.kind().equals(kind)).findFirst().orElseThrow();
    }

    /** What the console answers. */
    static String say(CommandProcessor processor, String command) throws Exception {
        try (CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), System.out, System.err)) {
            return String.valueOf(session.execute(command));
        }
    }

    @Test
    void shouldTakeTheNextByRankingWhenABundleIsStopped(BundleContext context) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        whilePacketsFlow(exchange -> {
            for (int i = 0; i < 20; i++) {
                Bundle outside = context.installBundle("itest:" + StrategyBundle.NAME + i, StrategyBundle.jar());
                outside.start();
                loaders.add(new WeakReference<>(outside.adapt(BundleWiring.class).getClassLoader()));
                assertEquals("itest-map itest-map", inUse(), "the best ranking is taken when nobody chose");
                assertTrue(exchange.awaitMore(20));
                outside.stop();
                assertEquals("set-assoc set-assoc", inUse());
                assertTrue(exchange.awaitMore(20));
                outside.uninstall();
            }
        });
        for (WeakReference<ClassLoader> loader : loaders) {
            assertTrue(SwapIT.isCollected(loader), "the class loader of a strategy that was stopped is still there");
        }
        assertEquals(List.of(), warningsOfSwaps());
    }

    @Test
    void shouldRunUncachedAndSayItWhenTheLastStrategyIsStopped(BundleContext context, CommandProcessor processor) throws Exception {
        Bundle ours = bundle(context, "e7.cache");
        Bundle outside = context.installBundle("itest:last", StrategyBundle.jar());
        whilePacketsFlow(exchange -> {
            say(processor, "e7:cache use process array-slot");
            outside.start();
            assertEquals("array-slot itest-map", inUse(), "what was chosen stays, the rest takes the best ranking");
            ours.stop();
            assertEquals("itest-map itest-map", inUse());
            assertTrue(exchange.awaitMore(20));
            assertTrue(say(processor, "e7:cache list").contains("itest-map, as array-slot is absent"));
            outside.stop();
            assertEquals("none none", inUse());
            assertTrue(exchange.awaitMore(20));
            assertTrue(firewall.status().warnings().stream().anyMatch(warning -> warning.contains("cache is off")));
            assertTrue(say(processor, "e7:status").contains("cache is off"));
            ours.start();
            assertEquals("array-slot set-assoc", inUse(), "the choice is kept");
        });
        outside.uninstall();
        assertEquals(List.of(), warningsOfSwaps());
    }
}
