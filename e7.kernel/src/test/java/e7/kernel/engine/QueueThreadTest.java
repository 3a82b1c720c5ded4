package e7.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.cache.CacheKey;
import e7.api.engine.Journal;
import e7.api.identity.SocketRef;
import e7.api.packet.Packet;
import e7.api.queue.PacketQueue;
import e7.api.queue.PacketReceiver;
import e7.api.queue.QueueStats;
import e7.api.queue.Verdict;
import e7.kernel.fakes.Allocations;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeProvider;
import e7.kernel.fakes.FakeResolver;
import e7.kernel.fakes.MapCache;
import e7.kernel.fakes.RawPacket;
import e7.kernel.pipeline.SocketOwner;
import e7.kernel.policy.Binding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueThreadTest {

    private Rig rig = new Rig(8, 4, 5000, 1).withCaches();

    @AfterEach
    void close() throws InterruptedException {
        rig.close();
    }

    private static RawPacket packet(int id, int sourcePort, int destinationPort) {
        return RawPacket.udp(sourcePort, destinationPort).id(id).mark(id * 3).uid(sourcePort % 5);
    }

    private void send(int id, int sourcePort, int destinationPort) {
        rig.queue.offer(packet(id, sourcePort, destinationPort));
    }

    private Verdict answer(int id) {
        Await.until("an answer to packet " + id, () -> rig.queue.answer(id) != null);
        return rig.queue.answer(id);
    }

    @Test
    void shouldAnswerByTheRulesAndHandBackTheMark() {
        rig.apply("block dport=2", "reject dport=3");
        rig.start();
        send(1, 10, 1);
        send(2, 10, 2);
        send(3, 10, 3);
        assertEquals(Verdict.ACCEPT, answer(1));
        assertEquals(Verdict.DROP, answer(2));
        assertEquals(Verdict.REJECT, answer(3));
        assertEquals(9, rig.queue.mark(3));
        assertTrue(rig.resolver.searches.get() >= 1);
    }

    @Test
    void shouldTellWhenARuleWonLast() {
        rig.apply("block dport=2", "reject dport=3");
        rig.start();
        Instant before = Instant.now().minusMillis(1);
        send(1, 10, 2);
        assertEquals(Verdict.DROP, answer(1));
        Await.until("the time of the hit", () -> !lastHit(1).isEmpty());
        Instant hit = Instant.parse(lastHit(1));
        assertTrue(!hit.isBefore(before.truncatedTo(ChronoUnit.MILLIS)) && !hit.isAfter(Instant.now()), lastHit(1));
        assertEquals("", lastHit(2));
    }

    private String lastHit(long rule) {
        return rig.policy.rules().stream().filter(info -> info.id() == rule).findFirst().orElseThrow().lastHit();
    }

    @Test
    void shouldGiveThePacketsBehindASearchTheirVerdictsMeanwhile() {
        CountDownLatch search = new CountDownLatch(1);
        rig.start();
        send(1, 10, 1);
        answer(1);
        rig.resolver.inSearch(() -> await(search));
        send(2, 11, 1);
        send(3, 10, 1);
        assertEquals(Verdict.ACCEPT, answer(3));
        assertNull(rig.queue.answer(2));
        search.countDown();
        assertEquals(Verdict.ACCEPT, answer(2));
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldTakeTheFailActionAtTheDeadlineAndOverTheLimit() throws InterruptedException {
        rig.close();
        rig = new Rig(8, 4, 300, 1).withCaches();
        CountDownLatch search = new CountDownLatch(1);
        rig.start();
        send(1, 20, 1);
        answer(1);
        rig.resolver.inSearch(() -> await(search));
        for (int id = 2; id < 8; id++) {
            send(id, 25, 1);
        }
        for (int id = 2; id < 8; id++) {
            assertEquals(Verdict.DROP, answer(id));
        }
        assertEquals(2, rig.parts.counts().overLimit.sum());
        assertEquals(4, rig.parts.counts().timedOut.sum());
        search.countDown();
        Await.until("the worker is back", () -> rig.parts.room().size() == 0);
        assertEquals(List.of(), rig.queue.answeredTwice());
        for (Journal.Flow flow : rig.journal.flows()) {
            assertTrue(flow.source().endsWith(":20") == flow.process().equals("/bin/p20"), "booked on another program: " + flow);
        }
    }

    @Test
    void shouldGiveOneVerdictWhateverAResolverThrows() throws InterruptedException {
        rig.close();
        List<Throwable> faults = List.of(new IllegalStateException("x"), new AssertionError("x"), new StackOverflowError(), new LinkageError("x"));
        int[] next = {0};
        rig = new Rig(8, 8, 5000, 1).withCaches();
        FakeResolver throwing = new FakeResolver() {
            @Override
            protected void locate(Packet packet, SocketRef socket) {
                if (packet.destinationPort() == 9) {
                    QueueThreadTest.<RuntimeException>sneak(faults.get(next[0]++ % faults.size()));
                }
                super.locate(packet, socket);
            }
        };
        rig.pipelines.publishResolvers(List.of(throwing));
        rig.start();
        for (int id = 1; id <= 20; id++) {
            send(id, 10, id % 2 == 0 ? 9 : 1);
            assertEquals(id % 2 == 0 ? Verdict.DROP : Verdict.ACCEPT, answer(id));
        }
        throwing.inSearch(() -> QueueThreadTest.<RuntimeException>sneak(faults.get(next[0]++ % faults.size())));
        for (int id = 21; id <= 30; id++) {
            send(id, id, 1);
            assertEquals(Verdict.DROP, answer(id));
        }
        assertTrue(rig.queueThread.isAlive());
        assertEquals(List.of(), rig.queue.answeredTwice());
        assertEquals(30, rig.parts.counts().received.sum());
    }

    /** Throws anything past the compiler. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable e) throws T {
        throw (T) e;
    }

    @Test
    void shouldHoldPacketsWhileTheirPluginIsBeingReplaced() {
        rig.apply("reject dport=1");
        rig.start();
        send(1, 10, 1);
        assertEquals(Verdict.REJECT, answer(1));
        Binding.unbind(rig.policy, rig.provider);
        send(2, 10, 1);
        Await.until("the packet waits", () -> rig.parts.room().size() == 1);
        assertNull(rig.queue.answer(2));
        Binding.bind(rig.policy, rig.provider);
        assertEquals(Verdict.REJECT, answer(2));
        Await.until("the room is empty", () -> rig.parts.room().size() == 0);
        assertEquals(0, rig.parts.counts().timedOut.sum());
    }

    @Test
    void shouldAskCriteriaThatAreNotPureOnAWorker() {
        Binding.unbind(rig.policy, rig.provider);
        Binding.bind(rig.policy, rig.provider.impure());
        rig.apply("block dport=1");
        Thread[] asked = new Thread[1];
        rig.provider.answering((packet, port) -> {
            asked[0] = Thread.currentThread();
            return FakeProvider.HONEST.test(packet, port);
        });
        rig.start();
        send(1, 10, 1);
        assertEquals(Verdict.DROP, answer(1));
        assertTrue(asked[0].getName().startsWith("e7-worker-"));
    }

    @Test
    void shouldOutliveErrorsOfTheQueueButNotForEver() {
        rig.queue.failReceives(15);
        rig.start();
        send(1, 10, 1);
        assertEquals(Verdict.ACCEPT, answer(1));
        rig.queue.failReceives(15);
        send(2, 10, 1);
        assertEquals(Verdict.ACCEPT, answer(2));
        assertFalse(rig.queue.isClosed());
        rig.queue.failReceives(1000);
        rig.queue.wakeup();
        Await.until("the thread gives up", () -> !rig.queueThread.isAlive());
        assertTrue(rig.queue.isClosed(), "a queue that nobody listens to is closed, so that the hook's fail action holds");
        assertEquals(1, rig.threadFailures.size());
    }

    @Test
    void shouldCloseSessionsWithResolversThatGo() {
        rig.start();
        Await.until("sessions are open", () -> rig.resolver.open.get() == 2);
        rig.pipelines.publishResolvers(List.of());
        assertTrue(rig.pipelines.awaitAdoption("resolver"));
        assertEquals(0, rig.resolver.open.get());
        send(1, 10, 1);
        assertEquals(Verdict.ACCEPT, answer(1));
        assertEquals(1, rig.parts.counts().unknownProcess.sum());
    }

    @Test
    void shouldNotDisturbASearchWhenAnotherResolverComes() {
        CountDownLatch search = new CountDownLatch(1);
        boolean[] interrupted = new boolean[1];
        rig.start();
        rig.resolver.inSearch(() -> {
            try {
                search.await();
            } catch (InterruptedException e) {
                interrupted[0] = true;
            }
        });
        send(1, 10, 1);
        Await.until("the search", () -> rig.resolver.searches.get() == 1);
        rig.pipelines.publishResolvers(List.of(rig.resolver, new FakeResolver()));
        Thread waiting = new Thread(() -> rig.pipelines.awaitAdoption("resolver"));
        waiting.start();
        Await.until("the wakeup", () -> rig.parts.room().wakeups() == 1);
        search.countDown();
        assertEquals(Verdict.ACCEPT, answer(1));
        assertFalse(interrupted[0]);
    }

    /** Hands over one packet again and again, and measures on the thread that judges it. */
    private static final class HotQueue implements PacketQueue {
        private final RawPacket packet = packet(1, 10, 1);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile long bytes = -1;
        private long answers;

        @Override
        public int receive(PacketReceiver receiver, int timeoutMillis) {
            if (bytes < 0) {
                bytes = Allocations.bytes(20_000, () -> receiver.packet(packet));
            } else {
                QueueThreadTest.await(stopped);
            }
            return 0;
        }

        @Override
        public void answer(int id, Verdict verdict, int mark) {
            answers += verdict == Verdict.ACCEPT ? 1 : 0;
        }

        @Override
        public void flush() {}

        @Override
        public void answerNow(int id, Verdict verdict, int mark) {}

        @Override
        public void wakeup() {
            stopped.countDown();
        }

        @Override
        public void failOpen(boolean on) {}

        @Override
        public QueueStats stats() {
            return new QueueStats(0, 0, 0, 0);
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldAllocateNothingForAPacketThatTheCachesKnow() throws InterruptedException {
        MapCache<SocketOwner> processes = new MapCache<>("process", 0);
        processes.put(new CacheKey().add(10), new SocketOwner(FakeResolver.holder(10), 5, 1010, 0, -1, System.nanoTime()));
        rig.pipelines.publishCaches(processes, new MapCache<>("verdict", 0));
        rig.apply("allow dport=1");
        HotQueue hot = new HotQueue();
        QueueThread thread = new QueueThread(rig.parts, hot, 8, 300);
        thread.start();
        Await.until("the measurement", () -> hot.bytes >= 0);
        thread.shutDown();
        thread.join();
        assertEquals(0, hot.bytes);
        assertEquals(80_000, hot.answers);
    }
}
