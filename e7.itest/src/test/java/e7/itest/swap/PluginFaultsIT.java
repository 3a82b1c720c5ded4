package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Counters;
import e7.api.engine.Firewall;
import e7.api.engine.PluginInfo;
import e7.api.engine.Policy;
import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.queue.PacketSource;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.Match;
import e7.itest.framework.InFelix;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * A criterion that every packet meets and that does what it must not: the firewall goes on, says whose fault it is, and takes the action
 * that {@code fail} names.
 */
@InFelix
class PluginFaultsIT {

    private static final int FAULTS_TOLERATED = 10;
    private static final int RANDOM_PACKETS = 200;

    /** Where a rule's outcome is unknown it is asked again. */
    private static final Set<List<Match>> LET_PASS = Set.of(List.of(Match.NO), List.of(Match.UNKNOWN, Match.NO));

    private final CountDownLatch end = new CountDownLatch(1);
    private Policy policy;
    private Firewall firewall;
    private BundleContext context;
    private ServiceRegistration<CriterionProvider> registration;

    /** What the criterion does instead of answering. */
    private interface Behaviour {
        Match answer(Packet packet) throws InterruptedException;
    }

    @BeforeEach
    void begin(Firewall theFirewall, Policy thePolicy, PacketSource source, BundleContext theContext) throws Exception {
        policy = thePolicy;
        firewall = theFirewall;
        context = theContext;
        assertEquals(Firewall.State.GUARDING, firewall.awaitStarted(Duration.ofSeconds(20)), () -> firewall.status().reason());
        source.bringLoopbackUp();
        policy.apply(List.of("clear"));
    }

    @AfterEach
    void end() throws Exception {
        end.countDown();
        policy.apply(List.of("clear", "set fail block"));
        if (registration != null) {
            registration.unregister();
        }
    }

    private void register(boolean pure, Behaviour behaviour) {
        Criterion criterion = new Criterion() {
            @Override
            public Match test(Packet packet) {
                try {
                    return behaviour.answer(packet);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public Set<Facet> facets() {
                return Set.of(Facet.DESTINATION_PORT);
            }

            @Override
            public int specificity() {
                return 50;
            }

            @Override
            public boolean isPure() {
                return pure;
            }
        };
        CriterionProvider provider = new CriterionProvider() {
            @Override
            public Criterion parse(String name, List<String> values) {
                return criterion;
            }

            @Override
            public String describe(String name) {
                return "what a bad plugin does";
            }
        };
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CriterionProvider.CRITERION, "bad");
        registration = context.registerService(CriterionProvider.class, provider, properties);
    }

    private PluginInfo plugin() {
        return firewall.plugins().stream().filter(plugin -> plugin.name().equals("bad")).findFirst().orElseThrow();
    }

    /** Each packet is to another port, so that none is answered from the verdict cache. */
    private void awaitTakenOut() throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; plugin().state().equals("active") && i < 3000; i++) {
                socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), 20_000 + i));
                Thread.sleep(10);
            }
        }
        assertTrue(plugin().state().startsWith("taken out"), plugin()::toString);
        for (int i = 0; firewall.status().suspended().isEmpty() && i < 300; i++) {
            Thread.sleep(10);
        }
        assertTrue(firewall.status().warnings().stream().anyMatch(w -> w.contains("plugin bad (e7.itest.probe")), () -> firewall.status().warnings().toString());
        assertEquals(1, firewall.status().suspended().size());
    }

    private void awaitRejections(int more) throws InterruptedException {
        long wanted = firewall.status().counters().rejected() + more;
        for (int i = 0; firewall.status().counters().rejected() < wanted && i < 10_000; i++) {
            Thread.sleep(1);
        }
        assertTrue(firewall.status().counters().rejected() >= wanted, () -> firewall.status().counters().toString());
    }

    /** First with {@code fail=block}: nothing passes, before and after. Then with {@code fail=reject}, and with {@code fail=allow}: all does. */
    private void assertGoesOn(boolean pure, Behaviour behaviour) throws Exception {
        register(pure, behaviour);
        Counters before = firewall.status().counters();
        try (Exchange exchange = new Exchange()) {
            assertTrue(exchange.awaitMore(50));
            policy.apply(List.of("block bad=1"));
            awaitTakenOut();
            long answered = exchange.answered();
            Thread.sleep(500);
            assertTrue(exchange.answered() <= answered + 1, "passed though the rule's plugin was taken out and fail is block");
            policy.apply(List.of("set fail reject"));
            awaitRejections(5);
            policy.apply(List.of("set fail allow"));
            assertTrue(exchange.awaitMore(50));
            policy.apply(List.of("set fail block", "clear"));
            assertTrue(exchange.awaitMore(50));
        }
        Counters after = awaitQuiet();
        assertEquals(after.received(), after.accepted() + after.dropped() + after.rejected(), after::toString);
        assertEquals(before.lateVerdicts(), after.lateVerdicts(), after::toString);
        assertEquals(before.kernelLost(), after.kernelLost(), after::toString);
        assertEquals(Firewall.State.GUARDING, firewall.status().state());
    }

    /** Refusals may still be on their way when the senders are done. */
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
    void shouldGoOnWhenACriterionThrowsOnEveryPacket() throws Exception {
        assertGoesOn(true, packet -> {
            throw new IllegalStateException("bad");
        });
        assertEquals("taken out after 16 faults", plugin().state());
    }

    @Test
    void shouldGoOnWhenACriterionThatIsNotPureThrowsOnEveryPacket() throws Exception {
        assertGoesOn(false, packet -> {
            throw new AssertionError("bad");
        });
    }

    @Test
    void shouldGoOnWhenACriterionBlocksTheQueueThread() throws Exception {
        assertGoesOn(true, packet -> {
            end.await();
            return Match.YES;
        });
        assertTrue(plugin().state().startsWith("taken out as thread e7-queue-"), plugin()::toString);
    }

    /** It comes back, when its packet has been answered and its thread given up. */
    @Test
    void shouldGoOnWhenACriterionSleepsOnTheQueueThread() throws Exception {
        assertGoesOn(true, packet -> {
            Thread.sleep(800);
            return Match.NO;
        });
        assertTrue(plugin().state().startsWith("taken out as thread e7-queue-"), plugin()::toString);
    }

    @Test
    void shouldGoOnWhenACriterionBlocksTheWorkers() throws Exception {
        assertGoesOn(false, packet -> {
            end.await();
            return Match.YES;
        });
        assertTrue(plugin().state().startsWith("taken out as thread e7-worker-"), plugin()::toString);
    }

    @Test
    void shouldGoOnWhenACriterionAnswersAtRandomOrNotAtAll() throws Exception {
        assertGoesOn(true, packet -> {
            int chance = ThreadLocalRandom.current().nextInt(10);
            return chance < 7 ? Match.YES : chance < 9 ? null : Match.UNKNOWN;
        });
    }

    /** Each packet gets what follows from the answers that were given for it: it passes where a no let the block rule out, and only there. */
    @Test
    void shouldDoByEachAnswerWhenACriterionAnswersAtRandom() throws Exception {
        Map<Integer, List<Match>> answers = new ConcurrentHashMap<>();
        AtomicInteger faults = new AtomicInteger();
        register(true, packet -> {
            // Fewer faults than it is taken out for.
            boolean fault = faults.get() < FAULTS_TOLERATED && ThreadLocalRandom.current().nextInt(10) == 0;
            faults.addAndGet(fault ? 1 : 0);
            Match answer = fault ? null : Match.values()[ThreadLocalRandom.current().nextInt(Match.values().length)];
            answers.computeIfAbsent(packet.destinationPort(), port -> new ArrayList<>()).add(answer);
            return answer;
        });
        List<DatagramSocket> receivers = new ArrayList<>();
        try (DatagramSocket sender = new DatagramSocket()) {
            makeKnown(sender);
            policy.apply(List.of("block bad=1 protocol=udp"));
            Counters before = firewall.status().counters();
            for (int i = 0; i < RANDOM_PACKETS; i++) {
                DatagramSocket receiver = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                receivers.add(receiver);
                sender.send(new DatagramPacket(new byte[1], 1, receiver.getLocalSocketAddress()));
            }
            Counters after = awaitQuiet();
            assertEquals(RANDOM_PACKETS, after.received() - before.received(), after::toString);
            assertEquals(RANDOM_PACKETS, answers.size());
            long passed = answers.values().stream().filter(LET_PASS::contains).count();
            assertEquals(passed, after.accepted() - before.accepted(), after::toString);
            assertEquals(RANDOM_PACKETS - passed, after.dropped() - before.dropped(), after::toString);
            for (DatagramSocket receiver : receivers) {
                assertEquals(LET_PASS.contains(answers.get(receiver.getLocalPort())), hasArrived(receiver));
            }
            assertEquals("active", plugin().state());
            assertEquals(faults.get(), plugin().faults());
        } finally {
            receivers.forEach(DatagramSocket::close);
        }
    }

    /** Its packets need not wait for a search any more, in which there is room for fewer of them. */
    private static void makeKnown(DatagramSocket sender) throws IOException {
        try (DatagramSocket receiver = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            receiver.setSoTimeout(10_000);
            sender.send(new DatagramPacket(new byte[1], 1, receiver.getLocalSocketAddress()));
            receiver.receive(new DatagramPacket(new byte[1], 1));
        }
    }

    /** What was accepted has arrived long since: loopback delivers before the verdict's call returns. */
    private static boolean hasArrived(DatagramSocket receiver) throws IOException {
        receiver.setSoTimeout(1);
        try {
            receiver.receive(new DatagramPacket(new byte[1], 1));
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
