package e7.kernel.engine;

import e7.api.queue.Verdict;
import e7.kernel.journal.RecordRing;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.pipeline.GivenUp;
import e7.kernel.pipeline.JudgingThread;
import e7.kernel.pipeline.Pipeline;
import e7.kernel.pipeline.PipelineReader;
import e7.kernel.rule.Decision;
import java.io.IOException;

/** A thread that does for parked packets what takes long: searching a socket's holder, and asking criteria that are not pure. */
final class Worker extends JudgingThread {

    private final EngineParts parts;
    private final Judge judge;
    private final RecordRing ring;
    private final PipelineReader reader;

    private volatile boolean stopping;

    /** What is being worked on, or null: for the one who finds that it is overdue. */
    private volatile ParkedPacket current;

    Worker(EngineParts parts, int number) {
        super("e7-worker-" + number);
        this.parts = parts;
        this.judge = parts.newJudge();
        this.ring = parts.journal().newRing();
        this.reader = parts.pipelines().register(getName(), this::isAlive, parts.room()::wakeUp);
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                int seen = parts.room().wakeups();
                adopt();
                takeOne(seen);
            }
        } catch (GivenUp e) {
            // Another worker has come in its place.
        } finally {
            judge.close();
            parts.journal().retire(ring);
            parts.pipelines().unregister(reader);
        }
    }

    private void adopt() {
        Pipeline pipeline = reader.enter();
        begin();
        try {
            judge.adopt(pipeline);
        } finally {
            finish();
            reader.exit();
        }
        reader.adopt(pipeline);
    }

    private void takeOne(int seen) {
        ParkedPacket parked;
        try {
            parked = parts.room().take(seen);
        } catch (InterruptedException e) {
            // To end: the loop looks.
            return;
        }
        if (parked == null) {
            return;
        }
        Pipeline pipeline = reader.enter();
        current = parked;
        begin();
        try {
            judge.adopt(pipeline);
            judge(parked, pipeline);
        } catch (GivenUp e) {
            throw e;
        } catch (Throwable e) {
            parts.countFault("judging a parked packet", e);
            answer(parked, pipeline, Judge.failing(pipeline));
        } finally {
            current = null;
            reader.exit();
        }
        finish();
    }

    private void judge(ParkedPacket parked, Pipeline pipeline) {
        DecodedPacket packet = parked.packet();
        boolean search = !parked.awaitsVerdict()
                || !judge.identify(pipeline, packet, parked.socket(), parked.finder());
        if (search) {
            judge.search(pipeline, packet, parked.socket(), parked.finder());
        }
        if (!parked.awaitsVerdict()) {
            leave(parked);
            return;
        }
        Decision decision = judge.decide(pipeline, packet);
        if (Judge.awaitsPlugin(pipeline, packet)) {
            parts.room().hold(parked);
            if (parts.pipelines().current() != pipeline) {
                // What it waits for came between the decision and the hold, so nobody else would let it go.
                parts.room().releaseHeld();
            }
        } else {
            answer(parked, pipeline, decision);
        }
    }

    private void leave(ParkedPacket parked) {
        if (parked.claim()) {
            parts.room().left(parked);
        }
    }

    private void answer(ParkedPacket parked, Pipeline pipeline, Decision decision) {
        if (parked.claim()) {
            parts.room().left(parked);
            answerClaimed(parts, ring, parked, pipeline, decision);
        }
    }

    /** Sends and records the verdict of a packet that the caller has claimed. */
    static void answerClaimed(EngineParts parts, RecordRing ring, ParkedPacket parked, Pipeline pipeline, Decision decision) {
        if (!parked.awaitsVerdict()) {
            return;
        }
        Verdict verdict = Judge.verdict(pipeline, decision);
        try {
            parked.answer(verdict);
        } catch (IOException | RuntimeException e) {
            parts.countFault("sending a verdict", e);
        }
        parts.record(ring, parked.packet(), decision, verdict);
    }

    /** Whether it is at this packet. Any thread. */
    boolean isAt(ParkedPacket parked) {
        return current == parked;
    }

    /** Makes the thread end after the packet it has; one that is stuck in a plugin ends when it comes out. Any thread. */
    void shutDown() {
        stopping = true;
        interrupt();
    }
}
