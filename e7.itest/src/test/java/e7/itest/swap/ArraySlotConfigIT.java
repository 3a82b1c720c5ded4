package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Caches;
import e7.api.engine.Caches.CacheInfo;
import e7.api.engine.Counters;
import e7.itest.framework.InFelix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.ConfigurationAdmin;

/** The configuration of array-slot, changed while packets flow; of its writer thread the kernel says to which cores it is tied. */
@InFelix
class ArraySlotConfigIT extends LiveSwap {

    private static final String PID = "e7.cache.slot";

    /** The kernel keeps fifteen letters of a thread's name. */
    private static final String WRITER = "e7-cache-proces";

    private Caches caches;
    private ConfigurationAdmin configurations;
    private Exchange exchange;
    private Counters before;

    @BeforeEach
    void use(Caches theCaches, ConfigurationAdmin theConfigurations) throws Exception {
        caches = theCaches;
        configurations = theConfigurations;
        policy.apply(List.of("block udp dport=9", "allow protocol=udp user=0"));
        before = firewall.status().counters();
        exchange = new Exchange();
        assertTrue(exchange.awaitMore(100));
        caches.use("process", "array-slot");
    }

    @AfterEach
    void forget() throws Exception {
        exchange.close();
        configurations.getConfiguration(PID, "?").delete();
        configurations.getConfiguration("e7.caches", "?").delete();
    }

    private void configure(Map<String, Object> properties) throws IOException {
        configurations.getConfiguration(PID, "?").update(new Hashtable<>(properties));
    }

    private CacheInfo process() {
        return caches.caches().get(0);
    }

    /** Cpus_allowed_list of the writer thread, or nothing while there is none. */
    private static String writersCores() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).strip().equals(WRITER)) {
                    return cores(task);
                }
            }
            return "";
        } catch (NoSuchFileException e) {
            // A thread that has ended meanwhile; the caller looks again.
            return "";
        }
    }

    private static String cores(Path task) throws IOException {
        return Files.readAllLines(task.resolve("status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTieTheWriterToACoreAndLetItGo() throws Exception {
        String all = cores(Path.of("/proc/self"));
        String last = all.replaceFirst(".*[-,]", "");
        await(all, ArraySlotConfigIT::writersCores);
        // As File Install gives it.
        configure(Map.of("core", last));
        await(last, ArraySlotConfigIT::writersCores);
        assertEquals("array-slot", process().strategy());
        assertTrue(exchange.awaitMore(50));
        assertEquals(all, cores(Path.of("/proc/self")), "nothing else is tied");
        configurations.getConfiguration(PID, "?").delete();
        await(all, ArraySlotConfigIT::writersCores);
        assertTrue(exchange.awaitMore(50));
        exchange.close();
        assertAccounted(before, exchange);
    }

    @Test
    void shouldRunUntiedWhenThereIsNoSuchCore() throws Exception {
        configure(Map.of("core", 4000, "slots", 100));
        await(100, () -> process().stats().capacity());
        assertEquals(cores(Path.of("/proc/self")), writersCores());
        assertTrue(exchange.awaitMore(50));
        exchange.close();
        assertAccounted(before, exchange);
    }

    @Test
    void shouldHaveTheSlotsOfEftirlitSevenUnlessConfigured() throws Exception {
        assertEquals(512, process().stats().capacity());
        assertTrue(process().stats().entries() > 0, "it starts warm");
        configure(Map.of("slots", 128, "queue", 16));
        await(128, () -> process().stats().capacity());
        assertTrue(process().stats().entries() > 0, "it starts warm");
        assertTrue(exchange.awaitMore(50));
        exchange.close();
        assertAccounted(before, exchange);
    }

    @Test
    void shouldGoOnWithTheNextStrategyWhenConfiguredWrongly() throws Exception {
        configure(Map.of("slots", 0));
        await("set-assoc", () -> process().strategy());
        assertEquals("array-slot", process().wanted());
        assertTrue(exchange.awaitMore(50));
        configure(Map.of("slots", 64));
        await("array-slot", () -> process().strategy());
        assertTrue(exchange.awaitMore(50));
        exchange.close();
        assertAccounted(before, exchange);
    }
}
