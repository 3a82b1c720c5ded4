package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Caches;
import e7.api.engine.Counters;
import e7.api.engine.Firewall;
import e7.api.engine.Policy;
import e7.api.queue.PacketSource;
import e7.itest.framework.InFelix;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Parts are swapped in a crossfire of what has to pass, to be dropped and to be refused: no packet gets another's verdict, or none. */
@InFelix
class CrossfireIT {

    private static final int SWAPS = 300;
    private static final int RESTARTS = 20;

    private Policy policy;
    private Firewall firewall;

    @BeforeEach
    void begin(Firewall theFirewall, Policy thePolicy, PacketSource source) throws Exception {
        policy = thePolicy;
        firewall = theFirewall;
        assertEquals(Firewall.State.GUARDING, firewall.awaitStarted(Duration.ofSeconds(20)), () -> firewall.status().reason());
        source.bringLoopbackUp();
    }

    @AfterEach
    void end() throws Exception {
        policy.apply(List.of("clear", "set unkrule allow"));
    }

    /** What is done while packets fly. */
    private interface Change {
        void make(Crossfire crossfire) throws Exception;
    }

    private void assertNothingWrong(Change change) throws Exception {
        try (Crossfire crossfire = new Crossfire()) {
            policy.apply(crossfire.rules());
            Counters before = firewall.status().counters();
            crossfire.begin();
            assertTrue(crossfire.awaitMore(200));
            change.make(crossfire);
            assertTrue(crossfire.awaitMore(200));
            crossfire.end();

            Counters after = awaitQuiet();
            assertEquals(List.of(), crossfire.faults(), after::toString);
            assertEquals(crossfire.dropped(), after.dropped() - before.dropped(), after::toString);
            assertEquals(crossfire.refused(), after.rejected() - before.rejected(), after::toString);
            assertTrue(after.accepted() - before.accepted() >= crossfire.acceptedAtLeast(), after::toString);
            assertEquals(after.received(), after.accepted() + after.dropped() + after.rejected(), after::toString);
            assertEquals(List.of(0L, 0L), List.of(after.overLimit(), after.timedOut()), after::toString);
            assertEquals(before.lateVerdicts(), after.lateVerdicts(), after::toString);
            assertEquals(before.kernelLost(), after.kernelLost(), after::toString);
        }
    }

    /** What closes connections may still be on its way when the senders are done. */
    private Counters awaitQuiet() throws InterruptedException {
        Counters last = firewall.status().counters();
        for (int i = 0; i < 100; i++) {
            Thread.sleep(50);
            Counters now = firewall.status().counters();
            if (now.received() == last.received() && now.parked() == 0) {
                return now;
            }
            last = now;
        }
        return last;
    }

    @Test
    void shouldJudgeAllRightWhenCachesAreSwapped(Caches caches) throws Exception {
        List<String> strategies = caches.strategies();
        assertNothingWrong(crossfire -> {
            for (int i = 0; i < SWAPS; i++) {
                caches.use(caches.kinds().get(i & 1), strategies.get((i >> 1) % strategies.size()));
                assertTrue(crossfire.awaitMore(2));
            }
        });
    }

    @Test
    void shouldJudgeAllRightWhenRulePluginsAreReplaced(BundleContext context) throws Exception {
        assertNothingWrong(crossfire -> {
            for (int i = 0; i < RESTARTS; i++) {
                restart(context, i % 2 == 0 ? "e7.rules.user" : "e7.rules.protocol");
                assertTrue(crossfire.awaitMore(10));
            }
        });
        assertEquals(List.of(), firewall.status().suspended());
    }

    @Test
    void shouldJudgeAllRightWhenRulesChange() throws Exception {
        assertNothingWrong(crossfire -> {
            for (int i = 0; i < SWAPS; i++) {
                policy.apply(List.of("block protocol=udp dport=9 dst=192.0.2." + i % 250, "clear protocol=udp dport=9 dst=192.0.2." + i % 250));
                assertTrue(crossfire.awaitMore(2));
            }
        });
    }

    @Test
    void shouldJudgeAllRightWhenAllOfThemAreReplacedAtOnce(BundleContext context, Caches caches) throws Exception {
        List<String> strategies = caches.strategies();
        assertNothingWrong(crossfire -> {
            for (int i = 0; i < RESTARTS; i++) {
                caches.use(caches.kinds().get(i & 1), strategies.get(i % strategies.size()));
                restart(context, i % 2 == 0 ? "e7.rules.protocol" : "e7.rules.user");
                restart(context, "e7.cache");
                policy.apply(List.of("block protocol=udp dport=9", "clear protocol=udp dport=9"));
                assertTrue(crossfire.awaitMore(10));
            }
        });
    }

    private static void restart(BundleContext context, String name) throws Exception {
        Bundle bundle =
                Arrays.stream(context.getBundles()).filter(one -> one.getSymbolicName().equals(name)).findFirst().orElseThrow();
        bundle.stop();
        bundle.start();
    }
}
