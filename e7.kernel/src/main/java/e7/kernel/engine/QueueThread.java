package e7.kernel.engine;

import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.queue.PacketQueue;
import e7.api.queue.PacketReceiver;
import e7.api.queue.QueuedPacket;
import e7.api.queue.Verdict;
import e7.kernel.journal.RecordRing;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.packet.PacketDecoder;
import e7.kernel.pipeline.GivenUp;
import e7.kernel.pipeline.JudgingThread;
import e7.kernel.pipeline.Pipeline;
import e7.kernel.pipeline.PipelineReader;
import e7.kernel.pipeline.SocketOwner;
import e7.kernel.rule.Decision;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The thread that owns one queue: it receives packets and answers those that the caches know, and parks the others. It waits for nothing
 * but packets, and on its way through a packet that the caches know it allocates nothing and takes no lock.
 *
 * <p>If it is stuck in a plugin, the watch gives it up: a {@link #successor} takes over the queue with all that was received and answered
 * and not yet sent, and the ring. That works since between {@link #begin} and {@link #finish} this thread is inside the queue's receive but
 * touches neither queue nor ring; when it comes back it finds that it has been given up, and ends without doing so.
 */
final class QueueThread extends JudgingThread {

    private static final int IDLE_MILLIS = 500;

    /** Errors in a row after which the queue is given up. One may be of a single message, and no reason to leave all others alone. */
    private static final int FAILURES_TOLERATED = 16;

    private final EngineParts parts;
    private final PacketQueue queue;
    private final long parkNanos;
    private final Judge judge;
    private final RecordRing ring;
    private final DecodedPacket packet;
    private final SocketRef socket = new SocketRef();
    private final PipelineReader reader;
    private final PacketReceiver receiver = this::judge;
    private final int number;

    private volatile boolean stopping;
    private int failures;

    /** The resolver that found the socket of the packet that is being judged, or null. */
    private Resolver finder;

    /** The packet that is being judged, for the one who answers it if this thread does not. Set before {@link #begin}. */
    private boolean holdsPacket;

    private int heldId;
    private int heldMark;

    /**
     * Not started.
     *
     * @param parkMillis how long a packet may wait for a worker
     */
    QueueThread(EngineParts parts, PacketQueue queue, int number, int parkMillis) {
        this(parts, queue, number, TimeUnit.MILLISECONDS.toNanos(parkMillis), parts.journal().newRing());
    }

    private QueueThread(EngineParts parts, PacketQueue queue, int number, long parkNanos, RecordRing ring) {
        super("e7-queue-" + number);
        this.parts = parts;
        this.queue = queue;
        this.number = number;
        this.parkNanos = parkNanos;
        this.judge = parts.newJudge();
        this.ring = ring;
        this.packet = new DecodedPacket(parts.interfaces());
        this.reader = parts.pipelines().register(getName(), this::isAlive, queue::wakeup);
    }

    @Override
    public void run() {
        try {
            flushAfterPredecessor();
            while (!stopping) {
                adopt();
                receive();
            }
        } catch (GivenUp e) {
            // Its successor has the queue.
        } catch (Throwable e) {
            fail(e);
        } finally {
            judge.close();
            if (!isGivenUp()) {
                parts.journal().retire(ring);
            }
            parts.pipelines().unregister(reader);
        }
    }

    /** Nobody is left to answer. Without a listener the hook does what the flag fail says; with a deaf one it would do nothing. */
    void fail(Throwable reason) {
        parts.failed(getName(), reason);
        queue.close();
    }

    /** What a predecessor had answered is not to wait for the next packet. */
    private void flushAfterPredecessor() {
        try {
            queue.flush();
        } catch (IOException e) {
            parts.countFault("sending verdicts", e);
        }
    }

    /** The thread that goes on when this one has been given up; not started. */
    QueueThread successor() {
        return new QueueThread(parts, queue, number, parkNanos, ring);
    }

    /**
     * Takes the {@code fail} action for the packet that this thread was given up at, if it was at one.
     *
     * @param otherRing the calling thread's
     */
    void answerAbandoned(Pipeline pipeline, RecordRing otherRing) {
        if (!holdsPacket) {
            return;
        }
        Decision decision = Judge.failing(pipeline);
        Verdict verdict = Judge.verdict(pipeline, decision);
        try {
            queue.answerNow(heldId, verdict, heldMark);
        } catch (IOException e) {
            parts.countFault("sending a verdict", e);
        }
        parts.counts().timedOut.increment();
        // A copy, as the thread that came back may still be setting the packet's process.
        parts.record(otherRing, packet.copy(), decision, verdict);
    }

    /** Makes the thread end after the packets it has. Any thread. */
    void shutDown() {
        stopping = true;
        queue.wakeup();
    }

    private void adopt() {
        Pipeline pipeline = reader.enter();
        holdsPacket = false;
        begin();
        try {
            judge.adopt(pipeline);
        } finally {
            finish();
            reader.exit();
        }
        reader.adopt(pipeline);
    }

    private void receive() throws IOException {
        try {
            try {
                queue.receive(receiver, IDLE_MILLIS);
            } finally {
                if (!isGivenUp()) {
                    queue.flush();
                }
            }
            failures = 0;
        } catch (IOException | RuntimeException e) {
            parts.countFault("receiving packets", e);
            if (++failures == FAILURES_TOLERATED) {
                throw e;
            }
        }
    }

    private void judge(QueuedPacket queued) {
        parts.counts().received.increment();
        Pipeline pipeline = reader.enter();
        try {
            heldId = queued.id();
            heldMark = queued.mark();
            holdsPacket = true;
            Decision decision = decide(queued, pipeline);
            if (decision == null) {
                decision = park(queued, pipeline);
            } else {
                refreshIfStale();
            }
            if (decision != null) {
                answer(queued, pipeline, decision);
            }
        } finally {
            reader.exit();
        }
    }

    /** Returns null if the packet has to wait. Nothing in here answers or parks, so that whatever a plugin does there is one verdict. */
    private Decision decide(QueuedPacket queued, Pipeline pipeline) {
        Decision decision;
        begin();
        try {
            PacketDecoder.decode(queued, packet);
            decision = ask(pipeline);
        } catch (GivenUp e) {
            throw e;
        } catch (Throwable e) {
            parts.countFault("judging a packet", e);
            decision = Judge.failing(pipeline);
        }
        finish();
        return decision;
    }

    private Decision ask(Pipeline pipeline) {
        finder = judge.locate(packet, socket);
        boolean identified = judge.identify(pipeline, packet, socket, finder);
        Decision decision = identified ? judge.decideAtOnce(pipeline, packet) : null;
        return decision == null || Judge.awaitsPlugin(pipeline, packet) ? null : decision;
    }

    /** Returns null, or what is decided as there is no room. */
    private Decision park(QueuedPacket queued, Pipeline pipeline) {
        ParkedPacket parked = ParkedPacket.waiting(
                packet, socket, finder, queue, queued.id(), queued.mark(), System.nanoTime() + parkNanos);
        if (parts.room().park(parked)) {
            return null;
        }
        parts.counts().overLimit.increment();
        return Judge.failing(pipeline);
    }

    private void answer(QueuedPacket queued, Pipeline pipeline, Decision decision) {
        Verdict verdict = Judge.verdict(pipeline, decision);
        try {
            queue.answer(queued.id(), verdict, queued.mark());
        } catch (IOException e) {
            parts.countFault("sending a verdict", e);
        }
        parts.record(ring, packet, decision, verdict);
    }

    private void refreshIfStale() {
        SocketOwner owner = judge.heldOwner();
        long now = System.nanoTime();
        if (owner != null && owner.claimRefresh(now)) {
            parts.room().park(ParkedPacket.refresh(packet, socket, finder, now + parkNanos));
        }
    }
}
