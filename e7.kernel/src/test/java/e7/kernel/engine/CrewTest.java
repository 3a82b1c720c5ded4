package e7.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.queue.Verdict;
import e7.api.rule.Match;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeProvider;
import e7.kernel.fakes.MapCache;
import e7.kernel.fakes.RawPacket;
import e7.kernel.pipeline.SocketOwner;
import e7.kernel.policy.Binding;
import e7.kernel.rule.Decision;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CrewTest {

    private static final int PACKETS = 20_000;

    @Test
    void shouldReplaceAWorkerThatIsStuckAndNotCallItGoneBeforeItIs() throws InterruptedException {
        try (Rig rig = new Rig(16, 16, 1000, 1, 200_000_000L).withCaches().start()) {
            CountDownLatch latch = new CountDownLatch(1);
            AtomicReference<Thread> stuck = new AtomicReference<>();
            rig.resolver.inSearch(() -> {
                if (stuck.compareAndSet(null, Thread.currentThread())) {
                    awaitUninterruptibly(latch);
                }
            });
            rig.queue.offer(RawPacket.udp(1, 1).id(1));
            Await.until("the fail action at the deadline", () -> rig.queue.answer(1) == Verdict.DROP);
            Await.until("the replacement", () -> rig.events.after(-1).stream().anyMatch(event -> event.text().contains("is replaced")));
            rig.queue.offer(RawPacket.udp(2, 1).id(2));
            Await.until("the next packet is judged", () -> rig.queue.answer(2) == Verdict.ACCEPT);
            rig.pipelines.publishCaches(null, null);
            assertTrue(stuck.get().isAlive());
            assertFalse(rig.pipelines.awaitGrace("a cache"), "the stuck thread may still come back into it");
            latch.countDown();
            stuck.get().join(5000);
            assertFalse(stuck.get().isAlive());
            assertTrue(rig.pipelines.awaitGrace("a cache"));
            assertEquals(List.of(), rig.queue.answeredTwice());
        }
    }

    @Test
    void shouldNameAndTakeOutACriterionThatIsAlwaysLate() throws InterruptedException {
        try (Rig rig = new Rig(64, 64, 50, 2).withCaches()) {
            Binding.unbind(rig.policy, rig.provider);
            Binding.bind(rig.policy, rig.provider.impure());
            rig.apply("block dport=7", "set fail reject");
            rig.provider.answering((packet, port) -> {
                LockSupport.parkNanos(120_000_000);
                return FakeProvider.HONEST.test(packet, port);
            });
            rig.start();
            for (int id = 1; id <= 64; id++) {
                rig.queue.offer(RawPacket.udp(1, 7).id(id));
                int sent = id;
                Await.until("an answer", () -> rig.queue.answer(sent) != null);
            }
            assertEquals("taken out after 16 faults", rig.policy.pluginInfos().get(0).state());
            assertEquals(Verdict.REJECT, rig.queue.answer(64), "the rule that needs it is suspended");
            assertEquals(List.of(), rig.queue.answeredTwice());
        }
    }

    @Test
    void shouldNotBlameACriterionForPacketsThatNobodyGotRoundTo() throws InterruptedException {
        try (Rig rig = new Rig(256, 256, 50, 1).withCaches()) {
            Binding.unbind(rig.policy, rig.provider);
            Binding.bind(rig.policy, rig.provider.impure());
            rig.apply("allow dport=7");
            CountDownLatch latch = new CountDownLatch(1);
            rig.resolver.inSearch(() -> awaitUninterruptibly(latch));
            rig.start();
            for (int id = 1; id <= 64; id++) {
                rig.queue.offer(RawPacket.udp(1, 7).id(id));
            }
            Await.until("all are late", () -> rig.queue.answered() == 64);
            assertEquals(0, rig.policy.pluginInfos().get(0).faults());
            latch.countDown();
        }
    }

    /** It is the search that takes the time. */
    @Test
    void shouldNotBlameACriterionForTheTimeThatOthersTook() throws InterruptedException {
        try (Rig rig = new Rig(64, 64, 400, 2).withCaches()) {
            Binding.unbind(rig.policy, rig.provider);
            Binding.bind(rig.policy, rig.provider.impure());
            rig.apply("allow dport=7");
            rig.resolver.inSearch(() -> LockSupport.parkNanos(350_000_000));
            rig.provider.answering((packet, port) -> {
                LockSupport.parkNanos(120_000_000);
                return FakeProvider.HONEST.test(packet, port);
            });
            rig.start();
            for (int id = 1; id <= 6; id++) {
                rig.queue.offer(RawPacket.udp(id, 7).id(id));
                int sent = id;
                Await.until("an answer", () -> rig.queue.answer(sent) != null);
            }
            assertTrue(rig.parts.counts().timedOut.sum() >= 5, "late: " + rig.parts.counts().timedOut.sum());
            assertEquals(0, rig.policy.pluginInfos().get(0).faults());
        }
    }

    @Test
    void shouldTakeOutACriterionThatAWorkerIsStuckIn() throws InterruptedException {
        try (Rig rig = new Rig(16, 16, 100, 1, 300_000_000L).withCaches()) {
            Binding.unbind(rig.policy, rig.provider);
            Binding.bind(rig.policy, rig.provider.impure());
            rig.apply("allow dport=7");
            CountDownLatch latch = new CountDownLatch(1);
            rig.provider.answering((packet, port) -> {
                awaitUninterruptibly(latch);
                return FakeProvider.HONEST.test(packet, port);
            });
            rig.start();
            rig.queue.offer(RawPacket.udp(1, 7).id(1));
            Await.until("it is taken out", () -> !rig.policy.pluginInfos().get(0).state().equals("active"));
            assertEquals("taken out as thread e7-worker-0 was stuck in it", rig.policy.pluginInfos().get(0).state());
            assertEquals(2, rig.policy.pluginInfos().get(0).faults(), "one for the packet that was late, one for the worker");
            Await.until("the rule is suspended", () -> rig.policy.rules().stream().anyMatch(rule -> rule.isSuspended()));
            latch.countDown();
        }
    }

    /** The firewall goes on, the configured action is taken, and the culprit is named. */
    @Test
    void shouldGoOnWithCriteriaThatAnswerAtRandom() throws InterruptedException {
        try (Rig rig = new Rig(64, 64, 2000, 2).withCaches()) {
            rig.apply("block dport=7", "set fail reject", "set unkprot block");
            rig.provider.answering((packet, port) -> {
                int chance = ThreadLocalRandom.current().nextInt(5);
                return chance == 4 ? null : chance == 3 ? FakeProvider.HONEST.test(packet, port) : Match.values()[chance];
            });
            rig.start();
            for (int id = 1; id <= 500; id++) {
                rig.queue.offer(RawPacket.udp(id, 7).id(id));
                LockSupport.parkNanos(100_000);
            }
            Await.until("a verdict for every packet", () -> rig.queue.answered() == 500);
            Await.until("it is taken out", () -> rig.policy.pluginInfos().get(0).state().equals("taken out after 16 faults"));
            assertEquals(List.of(), rig.queue.answeredTwice());
            Await.until("the rule is suspended", () -> rig.policy.rules().stream().anyMatch(rule -> rule.isSuspended()));
            rig.queue.offer(RawPacket.udp(1, 7).id(501));
            Await.until("an answer", () -> rig.queue.answer(501) != null);
            assertEquals(Verdict.REJECT, rig.queue.answer(501));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
        }
    }

    @Test
    void shouldReplaceNoMoreThanABoundedNumberOfStuckWorkers() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        try (Rig rig = new Rig(256, 256, 30, 4, 1).withCaches().start()) {
            rig.resolver.inSearch(() -> awaitUninterruptibly(latch));
            for (int i = 0; i < 200; i++) {
                rig.queue.offer(RawPacket.udp(i, 1).id(i));
            }
            Await.until("every packet is answered at its deadline", () -> rig.queue.answered() == 200);
            assertTrue(rig.resolver.searches.get() <= 40, "threads stuck: " + rig.resolver.searches.get());
            latch.countDown();
        }
    }

    /** Everything that can change does, and plugins are slow and broken; still every packet gets one verdict, and all figures agree. */
    @Test
    void shouldGiveEveryPacketExactlyOneVerdictWhileEverythingChanges() throws InterruptedException {
        try (Rig rig = new Rig(64, 40, 40, 3).withCaches()) {
            AtomicBoolean stopping = new AtomicBoolean();
            AtomicReference<Throwable> fault = new AtomicReference<>();
            rig.resolver.inSearch(() -> {
                int chance = ThreadLocalRandom.current().nextInt(100);
                LockSupport.parkNanos(chance < 2 ? 60_000_000 : chance * 1000L);
                if (chance > 95) {
                    throw new IllegalStateException("broken");
                }
            });
            rig.apply("block dport=1", "reject dport=2");
            Thread changes = new Thread(() -> change(rig, stopping, fault));
            rig.start();
            changes.start();
            for (int id = 0; id < PACKETS; id++) {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                rig.queue.offer(RawPacket.udp(random.nextInt(400), id % 4).id(id).uid(random.nextInt(3)));
                LockSupport.parkNanos(20_000);
            }
            Await.until("a verdict for every packet", () -> rig.queue.answered() == PACKETS);
            stopping.set(true);
            changes.join();
            assertNull(fault.get());
            for (int id = 0; id < PACKETS; id++) {
                boolean refusedByRule = id % 4 == 1 || id % 4 == 2;
                assertFalse(refusedByRule && rig.queue.answer(id) == Verdict.ACCEPT, "no change lets through what a rule refuses: " + id);
            }
            assertEquals(List.of(), rig.queue.answeredTwice());
            assertEquals(List.of(), rig.threadFailures);
            assertEquals(List.of(), rig.pipelines.uncleanRemovals());
            Await.until("the room is empty", () -> rig.parts.room().size() == 0);
            PacketCounts counts = rig.parts.counts();
            assertEquals(PACKETS, counts.received.sum());
            assertEquals(PACKETS, counts.sum(Verdict.ACCEPT) + counts.sum(Verdict.DROP) + counts.sum(Verdict.REJECT));
        }
    }

    private static void change(Rig rig, AtomicBoolean stopping, AtomicReference<Throwable> fault) {
        try {
            MapCache<SocketOwner> processes = null;
            MapCache<Decision> verdicts = null;
            for (int i = 0; !stopping.get(); i++) {
                switch (i % 5) {
                    case 0 -> rig.apply("allow dport=3", "set unkrule " + (i % 2 == 0 ? "block" : "allow"), "clear dport=3");
                    case 1 -> Binding.unbind(rig.policy, rig.provider);
                    case 2 -> Binding.bind(rig.policy, rig.provider);
                    case 3 -> {
                        rig.pipelines.publishResolvers(i % 2 == 0 ? List.of() : List.of(rig.resolver));
                        rig.pipelines.awaitAdoption("resolver");
                    }
                    default -> {
                        MapCache<SocketOwner> oldProcesses = processes;
                        MapCache<Decision> oldVerdicts = verdicts;
                        processes = new MapCache<>("process", 0);
                        verdicts = new MapCache<>("verdict", 0);
                        rig.pipelines.publishCaches(processes, verdicts);
                        assertTrue(rig.pipelines.awaitGrace("caches"));
                        if (oldProcesses != null) {
                            oldProcesses.close();
                            oldVerdicts.close();
                        }
                    }
                }
                LockSupport.parkNanos(500_000);
            }
        } catch (Throwable e) {
            fault.set(e);
        }
    }
}
