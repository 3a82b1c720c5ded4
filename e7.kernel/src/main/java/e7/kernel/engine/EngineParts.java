package e7.kernel.engine;

import e7.api.packet.Packet;
import e7.api.queue.Verdict;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.JournalService;
import e7.kernel.journal.RecordRing;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.rule.Decision;
import java.util.function.BiConsumer;

/**
 * What all threads of one run of the engine share.
 *
 * @param pipelines where the pipeline in force stands
 * @param journal takes what was done
 * @param events takes what happened
 * @param room where packets wait
 * @param counts the counts
 * @param longPaths bounds what the process cache keeps
 * @param interfaces names of interfaces
 * @param whenThreadFails is told of a queue thread that ended by an error: its name and the error
 */
record EngineParts(
        Pipelines pipelines,
        JournalService journal,
        EventLog events,
        WaitingRoom room,
        PacketCounts counts,
        LongPaths longPaths,
        InterfaceNames interfaces,
        BiConsumer<String, Throwable> whenThreadFails) {

    Judge newJudge() {
        return new Judge(pipelines.names(), longPaths, new ResolverSessions(events));
    }

    void failed(String thread, Throwable error) {
        whenThreadFails.accept(thread, error);
    }

    /** Counts and records a packet that has been answered; {@code ring} is the calling thread's. */
    void record(RecordRing ring, DecodedPacket packet, Decision decision, Verdict verdict) {
        count(packet, decision, verdict);
        ring.add(packet, decision, verdict);
    }

    private void count(DecodedPacket packet, Decision decision, Verdict verdict) {
        counts.count(verdict);
        decision.count();
        if (Judge.isForgery(decision)) {
            counts.forged.increment();
        }
        if (!packet.process().isKnown()) {
            counts.unknownProcess.increment();
        }
        if (packet.protocol() == Packet.UNKNOWN) {
            counts.unknownProtocol.increment();
        }
    }

    /** Says that something failed that should not; packets went the way of the flag {@code fail}. */
    void countFault(String doing, Throwable error) {
        journal.faults().add(doing, error);
    }
}
