package e7.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.engine.Journal;
import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.packet.Packet;
import e7.api.queue.Verdict;
import e7.kernel.cache.GuardedCaches;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeProvider;
import e7.kernel.fakes.FakeReference;
import e7.kernel.fakes.FakeResolver;
import e7.kernel.fakes.MapCache;
import e7.kernel.fakes.RawPacket;
import e7.kernel.pipeline.PluginRecord;
import e7.kernel.pipeline.PluginReference;
import e7.kernel.rule.Decision;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plugin that holds up the queue thread, in each of the places where it is asked there. */
class StuckQueueThreadTest {

    private final CountDownLatch latch = new CountDownLatch(1);
    private final AtomicReference<Thread> stuck = new AtomicReference<>();
    private final AtomicInteger times = new AtomicInteger();
    private final Rig rig = new Rig(64, 64, 5000, 1).withCaches();

    @AfterEach
    void close() throws InterruptedException {
        latch.countDown();
        rig.close();
    }

    /** The first thread that comes here stays until the test lets it go. */
    private void getStuck() {
        if (Thread.currentThread().getName().startsWith("e7-queue") && times.getAndIncrement() == 0) {
            stuck.set(Thread.currentThread());
            while (latch.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        }
    }

    private void send(int id, int sourcePort, int destinationPort) {
        rig.queue.offer(RawPacket.udp(sourcePort, destinationPort).id(id).mark(id));
    }

    private Verdict answer(int id) {
        Await.until("an answer to packet " + id, () -> rig.queue.answer(id) != null);
        return rig.queue.answer(id);
    }

    private boolean isSaid(String text) {
        return rig.events.after(-1).stream().map(Journal.Event::text).anyMatch(said -> said.contains(text));
    }

    /** The thread has come back late, and what it does then must not be seen. */
    private void letGo() throws InterruptedException {
        latch.countDown();
        stuck.get().join(5000);
        assertFalse(stuck.get().isAlive());
        send(100_000, 1, 5);
        assertEquals(Verdict.ACCEPT, answer(100_000));
        assertEquals(List.of(), rig.queue.strangers());
        assertEquals(List.of(), rig.queue.answeredTwice());
        assertEquals(List.of(), rig.threadFailures);
        assertFalse(rig.queue.isClosed());
    }

    @Test
    void shouldTakeOutACriterionThatSaysItIsPureAndBlocks() throws InterruptedException {
        rig.apply("allow dport=7", "set fail reject");
        rig.start();
        send(1, 1, 5);
        assertEquals(Verdict.ACCEPT, answer(1));
        rig.provider.answering((packet, port) -> {
            getStuck();
            return FakeProvider.HONEST.test(packet, port);
        });
        for (int id = 2; id < 40; id++) {
            send(id, 1, id == 2 ? 7 : 5);
        }
        assertEquals(Verdict.REJECT, answer(2), "the packet that it was stuck at");
        for (int id = 3; id < 40; id++) {
            answer(id);
        }
        Await.until("the plugin is taken out", () -> rig.policy.rules().stream().anyMatch(rule -> rule.isSuspended()));
        assertEquals("taken out as thread e7-queue-7 was stuck in it", rig.policy.pluginInfos().get(0).state());
        assertTrue(isSaid("thread e7-queue-7 was stuck in criterion dport (gone), and is replaced"));
        assertTrue(stuck.get().isAlive());
        rig.apply("clear");
        letGo();
        assertEquals(1, times.get(), "nobody asked it again");
        Await.until("records", () -> rig.journal.top().stream().mapToLong(Journal.Traffic::packets).sum() == 40);
        assertEquals(40, rig.parts.counts().received.sum());
    }

    private static PluginReference reference(String property, String name) {
        return PluginReference.of(new FakeReference<>(property, name, 0), property);
    }

    @Test
    void shouldGoOnWhenAResolverBlocksAndTakeItOutIfItGoesOnSo() throws InterruptedException {
        FakeResolver blocking = new FakeResolver() {
            @Override
            protected void locate(Packet packet, SocketRef socket) {
                if (packet.destinationPort() == 9) {
                    getStuck();
                }
                super.locate(packet, socket);
            }
        };
        PluginRecord record = new PluginRecord(PluginRecord.Kind.RESOLVER, reference(Resolver.NAME, "slow"), plugin -> {});
        rig.pipelines.publishResolvers(List.of(new GuardedResolver(blocking, record)));
        rig.start();
        send(1, 1, 5);
        assertEquals(Verdict.ACCEPT, answer(1));
        send(2, 1, 9);
        send(3, 1, 5);
        assertEquals(Verdict.DROP, answer(2));
        assertEquals(Verdict.ACCEPT, answer(3));
        assertTrue(isSaid("was stuck in resolver slow (gone)"));
        assertEquals(1, record.info().faults());
        assertEquals("active", record.info().state(), "how long it takes may be a sender's doing");
        letGo();
    }

    @Test
    void shouldTakeOutAStrategyWhoseCacheBlocks() throws InterruptedException {
        PluginRecord record = new PluginRecord(PluginRecord.Kind.STRATEGY, reference("e7.strategy", "slow"), plugin -> {});
        Cache<Decision> blocking = GuardedCaches.of(
                new MapCache<Decision>("verdict", 0) {
                    @Override
                    public Decision get(CacheKey key) {
                        getStuck();
                        return super.get(key);
                    }
                },
                Decision.class,
                record);
        rig.pipelines.publishCaches(new MapCache<>("process", 0), blocking);
        rig.start();
        send(1, 1, 5);
        assertEquals(Verdict.ACCEPT, answer(1), "by a worker, as its socket has to be searched");
        send(2, 1, 5);
        send(3, 1, 5);
        assertEquals(Verdict.DROP, answer(2));
        assertEquals(Verdict.ACCEPT, answer(3));
        assertEquals("taken out as thread e7-queue-7 was stuck in it", record.info().state());
        letGo();
    }

    @Test
    void shouldReplaceNoThreadThatGetsOn() throws InterruptedException {
        rig.apply("allow dport=7");
        rig.start();
        rig.provider.answering((packet, port) -> {
            LockSupport.parkNanos(20_000_000);
            return FakeProvider.HONEST.test(packet, port);
        });
        Thread before = rig.queueThread;
        for (int id = 1; id <= 60; id++) {
            send(id, 1, id);
        }
        assertEquals(Verdict.ACCEPT, answer(60));
        assertTrue(before.isAlive());
        assertEquals("active", rig.policy.pluginInfos().get(0).state());
    }

    /** Some calls block for good, some throw, some are quick; the culprit goes, and no packet is without a verdict or has two. */
    @Test
    void shouldGiveEveryPacketOneVerdictWhileThreadsGetStuckAndComeBack() throws InterruptedException {
        rig.apply("block dport=1");
        rig.provider.answering((packet, port) -> {
            if (packet.destinationPort() == 3) {
                throw new IllegalStateException("broken");
            }
            if (packet.destinationPort() == 4) {
                getStuck();
            }
            return FakeProvider.HONEST.test(packet, port);
        });
        rig.start();
        for (int id = 1; id <= 2000; id++) {
            send(id, id % 7, id == 500 ? 4 : id % 100 == 0 ? 3 : id % 3);
            LockSupport.parkNanos(200_000);
            if (id == 1500) {
                Await.until("it is replaced", () -> isSaid("and is replaced"));
                latch.countDown();
            }
        }
        Await.until("a verdict for every packet", () -> rig.queue.answered() == 2000);
        for (int id = 1; id <= 2000; id++) {
            assertFalse(id % 3 == 1 && id != 500 && id % 100 != 0 && rig.queue.answer(id) == Verdict.ACCEPT, "let through: " + id);
        }
        rig.apply("clear");
        letGo();
    }
}
