package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.engine.Counters;
import e7.api.engine.Firewall;
import e7.api.engine.Policy;
import e7.api.queue.PacketSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What tests share that swap parts of the engine while packets flow: an engine that guards, and the account of its packets. */
abstract class LiveSwap {

    Policy policy;
    Firewall firewall;

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

    static Bundle bundle(BundleContext context, String name) {
        return Arrays.stream(context.getBundles()).filter(bundle -> bundle.getSymbolicName().equals(name)).findFirst().orElseThrow();
    }
}
