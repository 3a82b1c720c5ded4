package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Counters;
import e7.api.rule.CriterionProvider;
import e7.itest.framework.InFelix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** A rule plugin comes, is replaced, and goes, while packets flow that hang on it, and others. */
@InFelix(properties = "felix.fileinstall.poll=100")
class RulePluginIT extends LiveSwap {

    private static final String EXAMPLE = "e7-rule-schedule";
    private static final String ALWAYS = "date=01-01..12-31";

    /**
     * For so long packets are sure to be held that need an absent plugin: their time is not over, and those of a process have not filled its
     * places. On a machine that takes longer {@code fail} may have decided.
     */
    private static final Duration SURELY_HELD = Duration.ofMillis(200);

    /** In milliseconds: longer than packets are held. */
    private static final int NO_LONGER_HELD = 1500;

    private static final int UPDATES = 20;

    private Bundle watchedBundle;

    @AfterEach
    void uninstall() throws Exception {
        policy.apply(List.of("set fail block"));
        if (watchedBundle != null) {
            watchedBundle.uninstall();
            watchedBundle = null;
        }
    }

    /** The same plugin with another version. */
    private static void write(Path jar, String version, Path to) throws IOException {
        try (JarFile from = new JarFile(jar.toFile())) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue(Constants.BUNDLE_VERSION, version);
            try (OutputStream out = Files.newOutputStream(to);
                    JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : Collections.list(from.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        copy.putNextEntry(new JarEntry(entry.getName()));
                        from.getInputStream(entry).transferTo(copy);
                    }
                }
            }
        }
    }

    /** Puts the plugin into the folder, at once, in the place of what is there, and waits until the engine has it. */
    private void drop(Path jar, String version, Path plugin) throws Exception {
        Path beside = plugin.getParent().resolveSibling("copied.jar");
        write(jar, version, beside);
        Files.move(beside, plugin, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        await(List.of(EXAMPLE + " " + version), this::plugins);
        await(List.of(), () -> firewall.status().suspended());
    }

    private List<String> plugins() {
        return firewall.plugins().stream().filter(plugin -> plugin.name().equals("date")).map(plugin -> plugin.bundle()).toList();
    }

    @Test
    void shouldJudgeEveryPacketRightWhileTheTemplateIsInstalledReplacedAndRemoved(BundleContext context) throws Exception {
        Path plugins = Files.createDirectories(Path.of(context.getProperty("felix.fileinstall.dir")));
        Path plugin = plugins.resolve(EXAMPLE + ".jar");
        policy.apply(List.of("allow udp user=0"));
        try (ExampleBuild example = new ExampleBuild(EXAMPLE)) {
            Path jar = example.build();
            assertEquals(List.of("DateCriterionTest"), example.testedClasses());
            Counters before = firewall.status().counters();
            Exchange free = new Exchange();
            Exchange needing = new Exchange();
            Unwanted unwanted = new Unwanted();
            try (free;
                    needing;
                    unwanted;
                    Absence absence = new Absence(context, "date")) {
                assertTrue(free.awaitMore(100));
                drop(jar, "1.0.0", plugin);
                policy.apply(List.of(
                        "block udp dport=" + unwanted.port() + " " + ALWAYS + " priority=1",
                        "block udp dport=" + needing.serverPort() + " priority=1",
                        "allow udp dport=" + needing.serverPort() + " " + ALWAYS + " priority=2"));
                unwanted.begin();
                assertAllGoOn(free, needing, unwanted);
                for (String version : List.of("1.0.1", "1.0.2", "1.0.3")) {
                    drop(jar, version, plugin);
                    assertAllGoOn(free, needing, unwanted);
                    assertEquals(0, unwanted.arrived(), "packets passed a block rule");
                }
                // What passes now was not held for the plugin.
                policy.apply(List.of("set fail allow"));
                drop(jar, "1.1.0", plugin);
                assertAllGoOn(free, needing, unwanted);
                policy.apply(List.of("set fail block"));
                needing.close();
                long leaked = unwanted.arrived();
                assertTrue(
                        needing.lost() + leaked == 0 || absence.longest().compareTo(SURELY_HELD) > 0,
                        () -> needing.lost() + " lost, " + leaked + " leaked, " + absence.longest() + " away");

                assertBlocksWithoutIt(free, unwanted, plugin);
                drop(jar, "1.2.0", plugin);
                assertTrue(free.awaitMore(100) && unwanted.awaitSent(100));
                unwanted.stop();
                assertEquals(leaked, unwanted.arrived(), "packets passed a block rule");
            }
            assertAccounted(before, free, needing, unwanted);
            assertPassesWithoutRules();
        } finally {
            Files.deleteIfExists(plugin);
        }
        await(List.of(), this::plugins);
        assertEquals(List.of(), warningsOfSwaps());
    }

    private static void assertAllGoOn(Exchange free, Exchange needing, Unwanted unwanted) throws InterruptedException {
        assertTrue(free.awaitMore(50));
        assertTrue(needing.awaitMore(50));
        assertTrue(unwanted.awaitSent(50));
    }

    private void assertBlocksWithoutIt(Exchange free, Unwanted unwanted, Path plugin) throws Exception {
        Files.delete(plugin);
        await(2, () -> firewall.status().suspended().size());
        assertEquals(List.of(), plugins());
        long arrived = unwanted.arrived();
        Thread.sleep(NO_LONGER_HELD);
        assertTrue(unwanted.awaitSent(50));
        assertTrue(free.awaitMore(100));
        assertEquals(arrived, unwanted.arrived(), "packets passed a suspended block rule");
    }

    private void assertAccounted(Counters before, Exchange free, Exchange needing, Unwanted unwanted) throws Exception {
        await(0L, () -> firewall.status().counters().parked());
        Counters after = firewall.status().counters();
        assertEquals(0, free.lost(), "packets that have nothing to do with the plugin");
        long passed = 2 * (free.answered() + needing.answered()) + unwanted.arrived();
        assertEquals(passed, after.accepted() - before.accepted(), after::toString);
        assertEquals(unwanted.sent() - unwanted.arrived() + needing.lost(), after.dropped() - before.dropped(), after::toString);
        assertEquals(before.rejected(), after.rejected(), after::toString);
        assertEquals(before.kernelLost(), after.kernelLost(), after::toString);
        assertEquals(before.lateVerdicts(), after.lateVerdicts(), after::toString);
    }

    /** That nothing arrived was the rules' doing. */
    private void assertPassesWithoutRules() throws Exception {
        policy.apply(List.of("clear", "allow udp user=0"));
        try (Unwanted unwanted = new Unwanted()) {
            unwanted.sendOne();
            assertTrue(unwanted.awaitArrival());
        }
    }

    /** The plugin that is there now, as Java alone knows it. */
    @SuppressWarnings("unchecked")
    private static Supplier<Map<String, Long>> watched(BundleContext context) throws Exception {
        String filter = "(" + CriterionProvider.CRITERION + "=" + WatchedPlugin.CRITERION_NAME + ")";
        var references = context.getServiceReferences(CriterionProvider.class, filter);
        assertEquals(1, references.size());
        return (Supplier<Map<String, Long>>) context.getService(references.iterator().next());
    }

    /** Each packet passes by the plugin alone, and it is asked about each. */
    @ParameterizedTest
    @ValueSource(strings = {"queue", "worker"})
    void shouldNeverBeInsideAPluginAfterItsDeactivation(String threads, BundleContext context) throws Exception {
        watchedBundle = context.installBundle("itest:watched", WatchedPlugin.jar());
        Collection<Supplier<Map<String, Long>>> seen = new ArrayList<>();
        Exchange one = new Exchange();
        Exchange other = new Exchange();
        try (one;
                other;
                Absence absence = new Absence(context, WatchedPlugin.CRITERION_NAME)) {
            watchedBundle.start();
            policy.apply(List.of("block udp", "allow udp watched=" + threads + " priority=1"));
            for (int i = 0; i < UPDATES; i++) {
                seen.add(watched(context));
                assertTrue(one.awaitMore(10) && other.awaitMore(10));
                watchedBundle.update(WatchedPlugin.jar());
            }
            seen.add(watched(context));
            assertTrue(one.awaitMore(10) && other.awaitMore(10));
            long lost = one.lost() + other.lost();
            assertTrue(lost == 0 || absence.longest().compareTo(SURELY_HELD) > 0, () -> lost + " lost, " + absence.longest() + " away");
            watchedBundle.stop();
            long answered = one.answered() + other.answered();
            // Two are at most under way, each with its answer yet to come.
            Thread.sleep(NO_LONGER_HELD);
            assertTrue(one.answered() + other.answered() <= answered + 2, "packets passed without the plugin");
        }
        for (Supplier<Map<String, Long>> plugin : seen) {
            assertTrue(plugin.get().get("entered") >= 20, () -> plugin.get().toString());
            assertEquals(0, plugin.get().get("late"), () -> plugin.get().toString());
        }
        assertEquals(List.of(), warningsOfSwaps());
        assertNoticesWhoIsLate(seen.iterator().next());
    }

    private static void assertNoticesWhoIsLate(Supplier<Map<String, Long>> plugin) throws Exception {
        ((CriterionProvider) plugin).parse(WatchedPlugin.CRITERION_NAME, List.of("queue")).test(null);
        assertEquals(2, plugin.get().get("late"));
    }
}
