package e7.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.PolicyException;
import e7.api.identity.Resolver;
import e7.api.queue.HookOptions;
import e7.api.queue.QueueOptions;
import e7.api.queue.QueueRange;
import e7.api.queue.Verdict;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeQueue;
import e7.kernel.fakes.FakeResolver;
import e7.kernel.fakes.FakeSource;
import e7.kernel.fakes.RawPacket;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.JournalService;
import e7.kernel.journal.RunFigures;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.policy.PolicyService;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final QueueRange QUEUES = new QueueRange(7, 2);

    private final Pipelines pipelines = new Pipelines();
    private final EventLog events = new EventLog();
    private final PolicyService policy = new PolicyService(pipelines, events, new RunFigures());
    private final FakeSource source = new FakeSource();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Config config = new Config();
    private final Guard guard =
            new Guard(source, pipelines, new JournalService(pipelines, events), events, config, failures::add);

    /** The defaults, in small. */
    private static final class Config implements EngineConfig {
        private int parkMillis = 200;
        private int queues = 2;

        @Override
        public int queue() {
            return 7;
        }

        @Override
        public int queues() {
            return queues;
        }

        @Override
        public int queueLength() {
            return 64;
        }

        @Override
        public int parked() {
            return 16;
        }

        @Override
        public int parkedPerUser() {
            return 8;
        }

        @Override
        public int parkedPerProcess() {
            return 8;
        }

        @Override
        public int parkMillis() {
            return parkMillis;
        }

        @Override
        public int workers() {
            return 2;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return EngineConfig.class;
        }
    }

    @AfterEach
    void stop() {
        guard.stop();
        assertNoThreadIsLeft();
    }

    private static void assertNoThreadIsLeft() {
        Await.until("no thread of the guard is left", () -> Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(name -> name.startsWith("e7-worker") || name.startsWith("e7-queue") || name.equals("e7-watch") || name.equals("e7-hook")));
    }

    private void apply(String... statements) {
        try {
            policy.apply(List.of(statements));
        } catch (PolicyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void shouldBindBeforeTheHookAndTakeTheHookAwayBeforeTheQueue() throws IOException {
        guard.start();
        assertEquals("queue expression", guard.hook());
        assertEquals(new HookOptions(true, QUEUES, false), source.hook());
        assertEquals(List.of(7, 8, 9, 10, 11, 12), source.bound().stream().map(QueueOptions::number).toList());
        assertTrue(source.bound().stream().noneMatch(QueueOptions::failOpen));
        guard.stop();
        assertEquals(List.of("bind", "set", "rules go", "chains go"), source.calls().stream().distinct().toList());
        assertAllClosed();
        int calls = source.calls().size();
        guard.stop();
        assertEquals(calls, source.calls().size(), "a second stop does nothing");
    }

    private boolean allFailOpen() {
        return source.queues().stream().allMatch(FakeQueue::isFailOpen);
    }

    private void assertAllClosed() {
        assertTrue(source.queues().stream().allMatch(FakeQueue::isClosed));
    }

    private void assertLeavesNothingBehind(Exception refusal) {
        source.refuseHook(refusal);
        assertSame(refusal, assertThrows(Exception.class, guard::start));
        assertAllClosed();
        assertNoThreadIsLeft();
        source.refuseHook(null);
        guard.stop();
        apply("mode block", "set fail allow");
        assertNull(source.hook());
    }

    @Test
    void shouldLeaveNothingBehindWhenTheKernelRefusesTheHook() {
        assertLeavesNothingBehind(new IOException("no privilege"));
    }

    @Test
    void shouldLeaveNothingBehindWhenTheTransportFails() {
        assertLeavesNothingBehind(new IllegalStateException("broken"));
    }

    @Test
    void shouldBindAllQueuesOrNone() {
        source.refuseBind(new IOException("the queue is taken"), 3);
        assertEquals("the queue is taken", assertThrows(IOException.class, guard::start).getMessage());
        assertEquals(3, source.queues().size());
        assertAllClosed();
        assertEquals(List.of("bind"), source.calls().stream().distinct().toList());
    }

    @Test
    void shouldRefuseANumberOfQueuesThatUsersCannotBeSpreadOver() {
        for (int queues : new int[] {-1, 0, 3, 128}) {
            config.queues = queues;
            String message = assertThrows(IllegalArgumentException.class, guard::start).getMessage();
            assertEquals("queues must be a power of two from 1 to 64: queues=" + queues, message);
        }
        assertEquals(List.of(), source.calls());
        assertEquals("queue must be from 0 to 65528, as 8 are taken: queue=65529",
                assertThrows(IllegalArgumentException.class, () -> new QueueRange(65529, 4)).getMessage());
    }

    @Test
    void shouldSumUpWhatQueuesLostAndSayWhose() throws IOException {
        guard.start();
        assertEquals(List.of(), guard.warnings());
        source.queues().get(QueueRange.HIGH_USERS).lose(5, 0);
        source.queues().get(QueueRange.USERS + 1).lose(2, 3);
        assertEquals(7, guard.stats().fullDrops());
        assertEquals(3, guard.stats().lostMessages());
        assertEquals(
                List.of(
                        "queue 10, of users from 65536 on, was full and lost 5 packets",
                        "queue 12, of users whose number modulo 2 is 1, was full and lost 5 packets"),
                guard.warnings());
        source.queues().get(QueueRange.ROOT).lose(-1, 0);
        assertEquals(-1, guard.stats().fullDrops(), "what is not told of one is not known of all");
    }

    @Test
    void shouldFollowTheFlags() throws IOException {
        guard.start();
        apply("set fail allow");
        assertEquals(new HookOptions(true, QUEUES, true), source.hook());
        assertTrue(allFailOpen());
        apply("mode block");
        assertEquals(new HookOptions(true, QUEUES, false), source.hook(), "in mode block nothing passes");
        assertTrue(source.queues().stream().noneMatch(FakeQueue::isFailOpen));
        apply("disable");
        assertEquals(new HookOptions(false, QUEUES, true), source.hook());
        int calls = source.calls().size();
        apply("block path=/bin/a", "set drops off");
        assertEquals(calls, source.calls().size());
    }

    @Test
    void shouldFollowFlagsThatChangeWhileItStarts() throws IOException {
        apply("disable");
        source.whenBinding(() -> apply("enable", "set fail allow"));
        guard.start();
        assertEquals(new HookOptions(true, QUEUES, true), source.hook());
        assertTrue(allFailOpen());
    }

    @Test
    void shouldChangeBothHookAndQueueOrNeither() throws IOException {
        guard.start();
        source.queues().get(4).refuseFailOpen(new IOException("no fail-open"));
        assertThrows(PolicyException.class, () -> policy.apply(List.of("set fail allow")));
        assertEquals(new HookOptions(true, QUEUES, false), source.hook());
        assertTrue(source.queues().stream().noneMatch(FakeQueue::isFailOpen), "those that were told first are told otherwise");
        source.queues().get(4).refuseFailOpen(null);
        source.refuseHook(new IOException("no hook"));
        assertThrows(PolicyException.class, () -> policy.apply(List.of("set fail allow")));
        assertTrue(source.queues().stream().noneMatch(FakeQueue::isFailOpen));
        assertEquals("block", policy.flags().stream().filter(flag -> flag.name().equals("fail")).findFirst().orElseThrow().value());
        source.refuseHook(null);
        apply("set fail allow");
        assertTrue(allFailOpen() && source.hook().failAllow());
    }

    @Test
    void shouldPutTheHookBackAsItWasSetLast() throws IOException {
        guard.start();
        apply("set fail allow");
        int calls = source.calls().size();
        source.breakHook();
        Await.until("the hook is put back", () -> source.calls().size() > calls);
        assertEquals(new HookOptions(true, QUEUES, true), source.hook());
        Await.until("a warning", () -> guard.warnings().equals(List.of("others changed the hook; it was put back")));
    }

    @Test
    void shouldAnswerWhatIsParkedBeforeItEnds() throws IOException {
        FakeResolver slow = new FakeResolver().inSearch(() -> LockSupport.parkNanos(50_000_000));
        pipelines.publishResolvers(List.<Resolver>of(slow));
        guard.start();
        for (int id = 0; id < 6; id++) {
            source.queues().get(id).offer(RawPacket.udp(id, 1).id(id).uid(id % 2));
        }
        Await.until("packets wait", () -> guard.parked() > 0);
        guard.stop();
        for (int id = 0; id < 6; id++) {
            assertNotNull(source.queues().get(id).answer(id), "by its search or at its deadline, before the queue is closed: " + id);
        }
    }

    @Test
    void shouldAnswerWhatWouldWaitLongerThanTheEndDoes() throws IOException {
        config.parkMillis = 60_000;
        CountDownLatch latch = new CountDownLatch(1);
        pipelines.publishResolvers(List.<Resolver>of(new FakeResolver().inSearch(() -> {
            while (latch.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        })));
        guard.start();
        for (int id = 0; id < 6; id++) {
            source.queues().get(id).offer(RawPacket.udp(id, 1).id(id).uid(id % 2));
        }
        Await.until("packets wait", () -> guard.parked() == 6);
        source.whenRemoving(() -> {
            for (int id = 0; id < 6; id++) {
                assertEquals(Verdict.DROP, source.queues().get(id).answer(id), "before the chains go: " + id);
            }
            latch.countDown();
        });
        guard.stop();
        assertEquals(List.of("bind", "set", "rules go", "chains go"), source.calls().stream().distinct().toList());
    }

    @Test
    void shouldEndInGoodOrderOnAnInterruptedThread() throws IOException {
        guard.start();
        Thread.currentThread().interrupt();
        guard.stop();
        assertTrue(Thread.interrupted());
        assertAllClosed();
        assertNoThreadIsLeft();
    }
}
