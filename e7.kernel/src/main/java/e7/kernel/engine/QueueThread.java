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
import e7.kernel.pipeline.Pipeline;
import e7.kernel.pipeline.PipelineReader;
import e7.kernel.pipeline.SocketOwner;
import e7.kernel.rule.Decision;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The thread that owns one queue: it receives packets and answers those that the caches know, and parks the others. It waits for nothing
 * but packets, and on its way through a packet that the caches know it allocates nothing and takes no lock.
 */
final class QueueThread extends Thread {

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

    private volatile boolean stopping;
    private int failures;

    /**
     * Not started.
     *
     * @param parkMillis how long a packet may wait for a worker
     */
    QueueThread(EngineParts parts, PacketQueue queue, int number, int parkMillis) {
        super("e7-queue-" + number);
        this.parts = parts;
        this.queue = queue;
        this.parkNanos = TimeUnit.MILLISECONDS.toNanos(parkMillis);
        this.judge = parts.newJudge();
        this.ring = parts.journal().newRing();
        this.packet = new DecodedPacket(parts.interfaces());
        this.reader = parts.pipelines().register(getName(), this::isAlive, queue::wakeup);
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                adopt();
                receive();
            }
        } catch (IOException | RuntimeException | Error e) {
            parts.failed(getName(), e);
            // Nobody is left to answer. Without a listener the hook does what the flag fail says; with a deaf one it would do nothing.
            queue.close();
        } finally {
            judge.close();
            parts.journal().retire(ring);
            parts.pipelines().unregister(reader);
        }
    }

    /** Makes the thread end after the packets it has. Any thread. */
    void shutDown() {
        stopping = true;
        queue.wakeup();
    }

    private void adopt() {
        Pipeline pipeline = reader.enter();
        try {
            judge.adopt(pipeline);
            reader.adopt(pipeline);
        } finally {
            reader.exit();
        }
    }

    private void receive() throws IOException {
        try {
            try {
                queue.receive(receiver, IDLE_MILLIS);
            } finally {
                queue.flush();
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
            Decision decision = decideOrPark(queued, pipeline);
            if (decision != null) {
                answer(queued, pipeline, decision);
            }
        } finally {
            reader.exit();
        }
    }

    /** Returns null if the packet has been parked. Nothing in here answers, so that whatever a plugin throws there is one verdict. */
    private Decision decideOrPark(QueuedPacket queued, Pipeline pipeline) {
        try {
            PacketDecoder.decode(queued, packet);
            Resolver finder = judge.locate(packet, socket);
            boolean identified = judge.identify(pipeline, packet, socket, finder);
            Decision decision = identified ? judge.decideAtOnce(pipeline, packet) : null;
            if (decision == null || Judge.awaitsPlugin(pipeline, packet)) {
                return park(queued, pipeline, finder);
            }
            refreshIfStale(finder);
            return decision;
        } catch (Throwable e) {
            parts.countFault("judging a packet", e);
            return Judge.failing(pipeline);
        }
    }

    /** Returns null, or what is decided as there is no room. */
    private Decision park(QueuedPacket queued, Pipeline pipeline, Resolver finder) {
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
        parts.count(packet, decision, verdict);
        ring.add(packet, decision, verdict);
    }

    private void refreshIfStale(Resolver finder) {
        SocketOwner owner = judge.heldOwner();
        long now = System.nanoTime();
        if (owner != null && owner.claimRefresh(now)) {
            parts.room().park(ParkedPacket.refresh(packet, socket, finder, now + parkNanos));
        }
    }
}
