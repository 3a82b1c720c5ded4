package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.engine.Firewall;
import e7.api.engine.Journal.Event;
import e7.console.command.FakeFirewall;
import e7.console.command.FakeJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DaemonReportTest {

    private final FakeFirewall firewall = new FakeFirewall();
    private final FakeJournal journal = new FakeJournal();
    private final List<String> said = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 5;
    private final DaemonReport report = new DaemonReport(firewall, journal, said::add, () -> nanos);

    private List<String> said() {
        List<String> news = List.copyOf(said);
        said.clear();
        return news;
    }

    private List<String> look() {
        report.look();
        return said();
    }

    private void begin() {
        firewall.refused(0, 0);
        report.begin();
        said();
    }

    private void event(String kind, String text) {
        journal.events.add(new Event(journal.events.size() + 1, "2026-01-01T00:00:04Z", kind, text));
    }

    @Test
    void shouldSayHowItGuards() {
        firewall.suspended = List.of("rule 4: block user=alice");
        firewall.refused(0, 0);
        report.begin();

        assertEquals(
                List.of(
                        "e7: guards: output hook, queues 7 to 14, by a test; the kernel decides nothing; mode enabled, rules 3 (1 suspended), generation 42",
                        "e7: warning: SUSPENDED rule 4: block user=alice"),
                said());
    }

    @Test
    void shouldSayWhatItDidAtTheEnd() {
        begin();
        firewall.refused(3, 2);
        report.end();

        assertEquals(List.of("e7: ends: 10 packets judged, 5 of them refused"), said());
    }

    @Test
    void shouldTellRefusedPacketsAtOnceAndThenEveryTenSeconds() {
        begin();
        assertEquals(List.of(), look());

        firewall.refused(1, 0);
        event("drop", "drop /tmp/\nx (7) tcp by rule 1");
        assertEquals(List.of("e7: refused 1 packet, the last: drop /tmp/?x (7) tcp by rule 1"), look());

        firewall.refused(2, 40);
        event("log", "reject /bin/a by rule 2");
        event("log", "accept /bin/b by rule 3");
        nanos += TimeUnit.SECONDS.toNanos(10) - 1;
        assertEquals(List.of(), look());
        nanos++;
        assertEquals(List.of("e7: refused 41 packets, the last: reject /bin/a by rule 2"), look());

        nanos += TimeUnit.SECONDS.toNanos(10);
        assertEquals(List.of(), look());
        firewall.refused(3, 40);
        assertEquals(List.of(), look());
        assertEquals(List.of("e7: refused 1 packet"), look());
    }

    @Test
    void shouldTellAWarningOnceEvenIfItsFiguresChange() {
        begin();
        firewall.warnings = List.of("7 packets lost");
        assertEquals(List.of("e7: warning: 7 packets lost"), look());
        firewall.warnings = List.of("8 packets lost", "others changed the hook");
        assertEquals(List.of("e7: warning: others changed the hook"), look());
        firewall.warnings = List.of();
        assertEquals(List.of(), look());
        firewall.warnings = List.of("9 packets lost");
        assertEquals(List.of("e7: warning: 9 packets lost"), look());
    }

    @Test
    void shouldTellThatItGuardsNoLonger() {
        begin();
        firewall.state = Firewall.State.FAILED;
        firewall.reason = "the queue is gone";

        assertEquals(List.of("e7: warning: guards no longer: the queue is gone"), look());
    }

    @Test
    void shouldTellWhatBecomesOfRulesAndPartsButNotWhatWasBeforeTheStart() {
        begin();
        event("rule", "1 rule(s) ended with their time");
        event("norule", "accept /bin/a");
        event("hook", "others changed the hook");
        firewall.warnings = List.of("others changed the hook");

        assertEquals(List.of("e7: warning: others changed the hook", "e7: rule: 1 rule(s) ended with their time"), look());
        assertEquals(List.of(), look());
    }
}
