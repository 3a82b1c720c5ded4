package e7.kernel.journal;

import e7.api.engine.Journal.Traffic;
import e7.api.queue.Verdict;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Traffic by program since the start. Programs beyond the limit are summed under one name, since their names are the sender's choice. Not thread-safe. */
final class TrafficTable {

    private static final int PROGRAMS = 1024;
    private static final String OTHERS = "(others)";

    /** A program's figures. */
    private static final class Sum {
        private long packets;
        private long bytes;
        private long accepted;
        private long wouldRefuse;
    }

    private final Map<String, Sum> programs = new LinkedHashMap<>();

    void add(PacketRecord record) {
        String name = record.process.display();
        Sum sum = programs.get(name);
        if (sum == null) {
            sum = programs.computeIfAbsent(programs.size() < PROGRAMS ? name : OTHERS, absent -> new Sum());
        }
        sum.packets++;
        sum.bytes += record.length;
        sum.accepted += record.verdict == Verdict.ACCEPT ? 1 : 0;
        sum.wouldRefuse += Outcome.isObserved(record.verdict, record.decision) ? 1 : 0;
    }

    /** The most packets first. */
    List<Traffic> snapshot() {
        return programs.entrySet().stream()
                .map(entry -> traffic(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Traffic::packets).reversed())
                .toList();
    }

    private static Traffic traffic(String name, Sum sum) {
        return new Traffic(name, sum.packets, sum.bytes, sum.accepted, sum.packets - sum.accepted, sum.wouldRefuse);
    }
}
