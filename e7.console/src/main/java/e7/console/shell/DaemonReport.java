package e7.console.shell;

import e7.api.engine.Counters;
import e7.api.engine.Firewall;
import e7.api.engine.Journal;
import e7.api.engine.Journal.Event;
import e7.api.engine.Status;
import e7.console.format.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a service manager's log is told of a firewall that nobody looks at: its start and end, its warnings, changes of its rules and parts,
 * and refused packets, of which there may be very many, in one line every ten seconds. Not thread-safe.
 */
final class DaemonReport {

    private static final long REFUSALS_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Kinds of events that are rare and told one by one. */
    private static final Set<String> TOLD = Set.of("rule", "plugin", "hook");

    private final Firewall firewall;
    private final Journal journal;
    private final Consumer<String> out;
    private final LongSupplier nanos;

    private long lastEvent;
    private String lastRefusal = "";
    private long refusedBefore;
    private long refusedLastLook;
    private long toldAt;
    /** What the warnings of the last look were about; figures in them may change with every look. */
    private Set<String> known = Set.of();

    DaemonReport(Firewall firewall, Journal journal, Consumer<String> out, LongSupplier nanos) {
        this.firewall = firewall;
        this.journal = journal;
        this.out = out;
        this.nanos = nanos;
    }

    /** Says how it guards. What has happened until now is part of the start. */
    void begin() {
        Status status = firewall.status();
        String suspended = status.suspended().isEmpty() ? "" : " (" + status.suspended().size() + " suspended)";
        say("guards: output hook, " + status.queueNumbers() + ", by " + status.hook() + "; the kernel decides " + status.kernelDecides() + "; mode "
                + status.mode() + ", rules " + status.rules() + suspended + ", generation " + status.generation());
        List<Event> events = journal.events(-1);
        lastEvent = events.isEmpty() ? -1 : events.get(events.size() - 1).number();
        toldAt = nanos.getAsLong() - REFUSALS_NANOS;
        tellWarnings(status);
    }

    /** Says what is new. To be called about once a second. */
    void look() {
        Status status = firewall.status();
        tellWarnings(status);
        for (Event event : journal.events(lastEvent)) {
            lastEvent = event.number();
            if (TOLD.contains(event.kind()) && !status.warnings().contains(event.text())) {
                say(event.kind() + ": " + event.text());
            } else if (event.text().startsWith("drop ") || event.text().startsWith("reject ")) {
                lastRefusal = event.text();
            }
        }
        long refused = refused(status.counters());
        // The journal is behind the counts by a few packets.
        boolean explained = !lastRefusal.isEmpty() || refusedLastLook > refusedBefore;
        refusedLastLook = refused;
        if (refused > refusedBefore && explained && nanos.getAsLong() - toldAt >= REFUSALS_NANOS) {
            tellRefusals(refused);
        }
    }

    private void tellWarnings(Status status) {
        List<String> warnings = new ArrayList<>();
        if (status.state() != Firewall.State.GUARDING) {
            warnings.add("guards no longer: " + status.reason());
        }
        status.suspended().forEach(rule -> warnings.add("SUSPENDED " + rule));
        warnings.addAll(status.warnings());
        Set<String> subjects = new HashSet<>();
        for (String warning : warnings) {
            String subject = warning.replaceAll("[0-9]+", "");
            if (subjects.add(subject) && !known.contains(subject)) {
                say("warning: " + warning);
            }
        }
        known = subjects;
    }

    private void tellRefusals(long refused) {
        say("refused " + packets(refused - refusedBefore) + (lastRefusal.isEmpty() ? "" : ", the last: " + lastRefusal));
        refusedBefore = refused;
        lastRefusal = "";
        toldAt = nanos.getAsLong();
    }

    private static String packets(long count) {
        return count + (count == 1 ? " packet" : " packets");
    }

    private static long refused(Counters counters) {
        return counters.dropped() + counters.rejected();
    }

    /** Says that it ends, and what it did. */
    void end() {
        Counters counters = firewall.status().counters();
        say("ends: " + packets(counters.received()) + " judged, " + refused(counters) + " of them refused");
    }

    private void say(String line) {
        out.accept("e7: " + Table.safe(line));
    }
}
