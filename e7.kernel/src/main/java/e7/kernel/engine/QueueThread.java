package e7.kernel.engine;

import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.queue.PacketQueue;
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

    private final EngineParts parts;
    private final PacketQueue queue;
    private final long parkNanos;
    private final Judge judge;
    private final RecordRing ring;
    private final DecodedPacket packet;
    private final SocketRef socket = new SocketRef();
    private final PipelineReader reader;

    private volatile boolean stopping;

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
                queue.receive(this::judge, IDLE_MILLIS);
                queue.flush();
            }
        } catch (IOException | RuntimeException | Error e) {
            parts.failed(getName(), e);
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

    private void judge(QueuedPacket queued) {
        parts.counts().received.increment();
        Pipeline pipeline = reader.enter();
        try {
            judge(queued, pipeline);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            parts.countFault("judging a packet", e);
            answer(queued, pipeline, Judge.failing(pipeline));
        } finally {
            reader.exit();
        }
    }

    private void judge(QueuedPacket queued, Pipeline pipeline) {
        PacketDecoder.decode(queued, packet);
        Resolver finder = judge.locate(packet, socket);
        boolean identified = judge.identify(pipeline, packet, socket, finder);
        if (!identified || !pipeline.rules().isPure()) {
            park(queued, pipeline, finder);
            return;
        }
        Decision decision = judge.decide(pipeline, packet);
        if (Judge.awaitsPlugin(pipeline, decision)) {
            park(queued, pipeline, finder);
            return;
        }
        answer(queued, pipeline, decision);
        refreshIfStale(pipeline, finder);
    }

    private void park(QueuedPacket queued, Pipeline pipeline, Resolver finder) {
        ParkedPacket parked = ParkedPacket.waiting(
                packet, socket, finder, queue, queued.id(), queued.mark(), System.nanoTime() + parkNanos);
        if (!parts.room().park(parked)) {
            parts.counts().overLimit.increment();
            answer(queued, pipeline, Judge.failing(pipeline));
        }
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

    private void refreshIfStale(Pipeline pipeline, Resolver finder) {
        if (socket.kind() != SocketRef.Kind.HELD) {
            return;
        }
        SocketOwner owner = judge.lookUp(pipeline, socket);
        long now = System.nanoTime();
        if (owner != null && owner.claimRefresh(now)) {
            parts.room().park(ParkedPacket.refresh(packet, socket, finder, now + parkNanos));
        }
    }
}
