package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Caches;
import e7.itest.framework.InFelix;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.felix.service.command.CommandProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/** Somebody else's strategy on somebody else's library: built against e7.api alone, dropped into a running E7, used, and taken away. */
@InFelix
class OutsideStrategyIT extends LiveSwap {

    private static final String EXAMPLE = "e7-cache-caffeine";

    @AfterEach
    void forgetChoice(ConfigurationAdmin configurations) throws Exception {
        configurations.getConfiguration("e7.caches", "?").delete();
    }

    @Test
    void shouldUseAStrategyThatIsDroppedIntoThePluginsFolder(BundleContext context, Caches caches, CommandProcessor processor)
            throws Exception {
        Path plugins = Files.createDirectories(Path.of(context.getProperty("felix.fileinstall.dir")));
        Path plugin = plugins.resolve(EXAMPLE + ".jar");
        WeakReference<ClassLoader> loader;
        try (ExampleBuild example = new ExampleBuild(EXAMPLE)) {
            Path jar = example.build();
            assertEquals(List.of("CaffeineContractTest", "CaffeineModelTest", "CaffeineTortureTest"), example.testedClasses());
            // At once, so that File Install never sees half a file.
            Path beside = Files.copy(jar, plugins.resolveSibling("copied.jar"));
            loader = whileUsed(context, caches, processor, () -> Files.move(beside, plugin, StandardCopyOption.ATOMIC_MOVE), plugin);
        } finally {
            Files.deleteIfExists(plugin);
        }
        assertTrue(SwapIT.isCollected(loader), "the class loader of the strategy is still there");
        assertEquals(List.of(), warningsOfSwaps());
    }

    private WeakReference<ClassLoader> whileUsed(
            BundleContext context, Caches caches, CommandProcessor processor, Callable<?> drop, Path plugin) throws Exception {
        WeakReference<?>[] loader = new WeakReference<?>[1];
        whilePacketsFlow(exchange -> {
            drop.call();
            await(true, () -> caches.strategies().contains("caffeine"));
            assertEquals(List.of("set-assoc", "set-assoc"), caches.caches().stream().map(Caches.CacheInfo::strategy).toList());
            loader[0] = new WeakReference<>(bundle(context, EXAMPLE).adapt(BundleWiring.class).getClassLoader());
            assertEquals("the process cache uses caffeine", WaysToSwapIT.say(processor, "e7:cache use process caffeine"));
            long hits = caches.caches().get(0).stats().hits();
            assertTrue(exchange.awaitMore(100));
            assertTrue(caches.caches().get(0).stats().hits() >= hits + 100, "packets are looked up in it");
            String stats = WaysToSwapIT.say(processor, "e7:cache stats");
            assertTrue(stats.lines().anyMatch(line -> line.matches(" *process +caffeine +[1-9]\\d* .*")), stats);
            Files.delete(plugin);
            // The choice is kept, and the next by ranking serves.
            await("set-assoc", () -> firewall.status().processCache());
            await(false, () -> caches.strategies().contains("caffeine"));
            assertTrue(exchange.awaitMore(50));
        });
        @SuppressWarnings("unchecked")
        WeakReference<ClassLoader> seen = (WeakReference<ClassLoader>) loader[0];
        return seen;
    }
}
