package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Counters;
import e7.api.engine.Firewall;
import e7.api.engine.Policy;
import e7.api.queue.PacketSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What tests share that swap parts of the engine while packets flow: an engine that guards, and the account of its packets. */
abstract class LiveSwap {

    /** More than File Install's longest poll. */
    private static final int PATIENCE_MILLIS = 20_000;

    Policy policy;
    Firewall firewall;

    /** What is done while packets flow. */
    interface Change {
        void make(Exchange exchange) throws Exception;
    }

    @BeforeEach
    void begin(Firewall theFirewall, Policy thePolicy, PacketSource source) throws Exception {
        policy = thePolicy;
        firewall = theFirewall;
        assertEquals(Firewall.State.GUARDING, firewall.awaitStarted(Duration.ofSeconds(20)), () -> firewall.status().reason());
        source.bringLoopbackUp();
        policy.apply(List.of("clear"));
    }

    @AfterEach
    void end() throws Exception {
        policy.apply(List.of("clear"));
    }

    /** Makes a change while packets flow, and accounts for each of them. */
    void whilePacketsFlow(Change change) throws Exception {
        policy.apply(List.of("block udp dport=9", "allow protocol=udp user=0"));
        long generation = firewall.status().generation();
        Counters before = firewall.status().counters();
        Exchange exchange = new Exchange();
        try (exchange) {
            assertTrue(exchange.awaitMore(100));
            change.make(exchange);
            assertTrue(exchange.awaitMore(100));
        }
        assertAccounted(before, exchange);
        assertEquals(generation, firewall.status().generation(), "a cache swap can alter no verdict");
    }

    /** Each packet got one verdict, and it was accept. */
    void assertAccounted(Counters before, Exchange exchange) {
        Counters after = firewall.status().counters();
        assertEquals(0, exchange.lost(), after::toString);
        assertEquals(2 * exchange.answered(), after.accepted() - before.accepted(), after::toString);
        assertEquals(0, after.dropped() + after.rejected() - before.dropped() - before.rejected(), after::toString);
        assertEquals(0, after.parked(), after::toString);
        assertEquals(before.lateVerdicts(), after.lateVerdicts(), after::toString);
    }

    /** A busy machine may lose records of the journal, which is said too; of the swaps there must be nothing to say. */
    List<String> warningsOfSwaps() {
        return firewall.status().warnings().stream().filter(warning -> !warning.contains("to be recorded")).toList();
    }

    /** Waits until it is so. */
    static <T> void await(T expected, Callable<T> actual) throws Exception {
        for (int i = 0; !expected.equals(actual.call()) && i < PATIENCE_MILLIS; i++) {
            Thread.sleep(1);
        }
        assertEquals(expected, actual.call());
    }

    static Bundle bundle(BundleContext context, String name) {
        return Arrays.stream(context.getBundles()).filter(bundle -> bundle.getSymbolicName().equals(name)).findFirst().orElseThrow();
    }
}
