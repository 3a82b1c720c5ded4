package e7.kernel.journal;

import e7.api.packet.Packet;
import e7.api.queue.Verdict;
import e7.kernel.flag.Flags;
import e7.kernel.packet.IpProtocol;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Turns answered packets into events, as the flags and the rules' option {@code log} say. Not thread-safe. */
final class PacketEvents {

    private static final long SQUELCH_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int SQUELCHED_PAIRS = 1024;

    private record Pair(int protocol, String process) {}

    private final EventLog log;
    private final Map<Pair, Long> lastNorule = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Long> eldest) {
            return size() > SQUELCHED_PAIRS;
        }
    };

    PacketEvents(EventLog log) {
        this.log = log;
    }

    void add(PacketRecord record, Flags flags) {
        boolean accepted = record.verdict == Verdict.ACCEPT;
        if (record.decision.isLogged()) {
            log.addPacket("log", text(record));
        } else if (Outcome.isObserved(record.verdict, record.decision) && flags.drops()) {
            log.addPacket("observe", Outcome.word(record.verdict, record.decision) + ": " + text(record));
        } else if (!accepted && flags.drops()) {
            log.addPacket("drop", text(record));
        } else if (accepted && flags.accepts()) {
            log.addPacket("accept", text(record));
        } else if (record.decision.isNoRule() && flags.norule() && !isSquelched(record, flags)) {
            log.addPacket("norule", text(record));
        } else if (!record.process.isKnown() && flags.debug()) {
            log.addPacket("debug", text(record));
        }
    }

    private boolean isSquelched(PacketRecord record, Flags flags) {
        Pair pair = new Pair(record.protocol, record.process.display());
        Long last = lastNorule.get(pair);
        if (flags.squelch() && last != null && record.time - last < SQUELCH_NANOS) {
            return true;
        }
        lastNorule.put(pair, record.time);
        return false;
    }

    private static String text(PacketRecord record) {
        String pid = record.process.pid() > 0 ? " (" + record.process.pid() + ")" : "";
        String user = record.uid == Packet.UNKNOWN ? "" : " uid " + record.uid;
        String type = record.icmpType == Packet.UNKNOWN ? "" : " type " + record.icmpType;
        return record.verdict.name().toLowerCase(Locale.ROOT) + " " + record.process.display() + pid + user + " "
                + IpProtocol.word(record.protocol) + type + " "
                + Addresses.text(record.sourceHigh, record.sourceLow, record.sourcePort) + " > "
                + Addresses.text(record.destinationHigh, record.destinationLow, record.destinationPort) + " by " + record.decision.decidedBy();
    }
}
