package e7.kernel.journal;

import e7.api.engine.Journal.Flow;
import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.PacketSketch;
import e7.api.queue.Verdict;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.packet.IpProtocol;
import e7.kernel.rule.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The flows seen of late; the one not seen for longest gives way. Of a process it keeps what is shown, which is bounded, and the identity
 * unless its path is long, which is the sender's choice. Not thread-safe.
 */
final class FlowTable {

    private static final int KEPT = 4096;
    private static final int LONGEST_PATH = 256;

    private record Key(
            int protocol, long sourceHigh, long sourceLow, int sourcePort, long destinationHigh, long destinationLow, int destinationPort, int pid) {}

    /** A flow's figures, and those facets of its latest packet that the key has not. */
    private static final class Entry {
        private final long number;
        private String process;

        /** Null if the path is too long to be kept. */
        private ProcessIdentity identity;

        private int version;
        private int icmpType;
        private int icmpCode;
        private int outInterface;
        private long gid;
        private Decision decision;
        private Verdict verdict;
        private Direction direction;
        private long uid;
        private long packets;
        private long bytes;
        private long time;

        Entry(long number) {
            this.number = number;
        }
    }

    private final Map<Key, Entry> flows = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
            return size() > KEPT;
        }
    };

    private final InterfaceNames interfaces = new InterfaceNames();
    private long lastNumber;

    void add(PacketRecord record) {
        Key key = new Key(
                record.protocol,
                record.sourceHigh,
                record.sourceLow,
                record.sourcePort,
                record.destinationHigh,
                record.destinationLow,
                record.destinationPort,
                record.process.pid());
        Entry entry = flows.computeIfAbsent(key, absent -> new Entry(++lastNumber));
        String path = record.process.path();
        entry.process = record.process.display();
        entry.identity = path == null || path.length() <= LONGEST_PATH ? record.process : null;
        entry.version = record.version;
        entry.icmpType = record.icmpType;
        entry.icmpCode = record.icmpCode;
        entry.outInterface = record.outInterface;
        entry.gid = record.gid;
        entry.decision = record.decision;
        entry.verdict = record.verdict;
        entry.direction = record.direction;
        entry.uid = record.uid;
        entry.packets++;
        entry.bytes += record.length;
        entry.time = record.time;
    }

    /** The most recent first. */
    List<Flow> snapshot() {
        long now = System.nanoTime();
        List<Flow> list = new ArrayList<>();
        flows.forEach((key, entry) -> list.add(new Flow(
                entry.number,
                entry.process,
                key.pid,
                entry.uid,
                IpProtocol.word(key.protocol),
                Addresses.text(key.sourceHigh, key.sourceLow, key.sourcePort),
                Addresses.text(key.destinationHigh, key.destinationLow, key.destinationPort),
                entry.direction.name().toLowerCase(Locale.ROOT),
                Outcome.word(entry.verdict, entry.decision),
                entry.decision.decidedBy(),
                entry.packets,
                entry.bytes,
                TimeUnit.NANOSECONDS.toMillis(now - entry.time))));
        Collections.reverse(list);
        return list;
    }

    /** The latest packet of a flow that is still here. */
    Optional<PacketSketch> packet(long number) {
        // Not by get(), which would count as a use.
        return flows.entrySet().stream()
                .filter(flow -> flow.getValue().number == number)
                .findFirst()
                .map(flow -> sketch(flow.getKey(), flow.getValue()));
    }

    private PacketSketch sketch(Key key, Entry entry) {
        PacketSketch packet = new PacketSketch()
                .version(entry.version)
                .protocol(key.protocol)
                .source(key.sourceHigh, key.sourceLow)
                .sourcePort(key.sourcePort)
                .destination(key.destinationHigh, key.destinationLow)
                .destinationPort(key.destinationPort)
                .icmp(entry.icmpType, entry.icmpCode)
                .interfaceName(interfaces.name(entry.outInterface))
                .direction(entry.direction)
                .uid(entry.uid)
                .gid(entry.gid);
        return packet.process(entry.identity != null ? entry.identity : ProcessIdentity.unknown("its path is too long to have been kept"));
    }
}
