package e7.kernel.journal;

import e7.api.engine.Journal.Flow;
import e7.api.packet.Direction;
import e7.api.queue.Verdict;
import e7.kernel.packet.IpProtocol;
import e7.kernel.rule.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The flows seen of late; the one not seen for longest gives way. Of a process it keeps what is shown, which is bounded, and not the
 * identity, whose path may be long and is the sender's choice. Not thread-safe.
 */
final class FlowTable {

    private static final int KEPT = 4096;

    private record Key(
            int protocol, long sourceHigh, long sourceLow, int sourcePort, long destinationHigh, long destinationLow, int destinationPort, int pid) {}

    /** A flow's figures. */
    private static final class Entry {
        private String process;
        private Decision decision;
        private Verdict verdict;
        private Direction direction;
        private long uid;
        private long packets;
        private long bytes;
        private long time;
    }

    private final Map<Key, Entry> flows = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
            return size() > KEPT;
        }
    };

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
        Entry entry = flows.computeIfAbsent(key, absent -> new Entry());
        entry.process = record.process.display();
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
}
