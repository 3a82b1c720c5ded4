package e7.kernel.journal;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.Packet;
import e7.api.queue.Verdict;
import e7.kernel.rule.Decision;

/** A slot of a {@link RecordRing}: one answered packet. Written and read by turns, as the ring says. */
final class PacketRecord {

    ProcessIdentity process;
    Decision decision;
    Verdict verdict;
    Direction direction;
    int version;
    int protocol;
    long sourceHigh;
    long sourceLow;
    int sourcePort;
    long destinationHigh;
    long destinationLow;
    int destinationPort;
    int icmpType;
    int icmpCode;
    int outInterface;
    long uid;
    long gid;
    int length;
    long time;

    void set(Packet packet, Decision newDecision, Verdict newVerdict) {
        process = packet.process();
        decision = newDecision;
        verdict = newVerdict;
        direction = packet.direction();
        version = packet.version();
        protocol = packet.protocol();
        sourceHigh = packet.sourceHigh();
        sourceLow = packet.sourceLow();
        sourcePort = packet.sourcePort();
        destinationHigh = packet.destinationHigh();
        destinationLow = packet.destinationLow();
        destinationPort = packet.destinationPort();
        icmpType = packet.icmpType();
        icmpCode = packet.icmpCode();
        outInterface = packet.outInterface();
        uid = packet.uid();
        gid = packet.gid();
        length = packet.length();
        time = System.nanoTime();
    }

    /** Lets go of what others would have to keep in memory: a process may have a long path. */
    void forget() {
        process = null;
        decision = null;
    }
}
