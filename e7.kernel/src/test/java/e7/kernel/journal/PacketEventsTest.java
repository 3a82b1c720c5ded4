package e7.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Journal;
import e7.api.engine.PolicyException;
import e7.api.identity.ProcessIdentity;
import e7.api.packet.PacketSketch;
import e7.api.queue.Verdict;
import e7.api.rule.Action;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.flag.Flags;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.policy.PolicyService;
import e7.kernel.rule.Decision;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacketEventsTest {

    private static final Decision NO_RULE = Decision.byFlag("unkrule", Action.ALLOW);
    private static final Decision FAIL = Decision.byFlag("fail", Action.BLOCK);

    private final EventLog log = new EventLog();
    private final PacketEvents events = new PacketEvents(log);
    private Flags flags = Flags.initial();

    private static PacketRecord record(String program, int protocol, Decision decision, Verdict verdict, long time) {
        PacketSketch packet = new PacketSketch().version(4).protocol(protocol).sourcePort(1).destinationPort(2).uid(1000);
        packet.source(0, 0x0000_ffff_0a00_0001L).destination(0, 0x0000_ffff_c000_0201L);
        packet.process(program.isEmpty()
                ? ProcessIdentity.unknown("nobody")
                : new ProcessIdentity(5, 1, 1, 1, program, program, "x"));
        PacketRecord record = new PacketRecord();
        record.set(packet, decision, verdict);
        record.time = time;
        return record;
    }

    private List<String> kinds() {
        return log.after(-1).stream().map(Journal.Event::kind).toList();
    }

    private void set(String flag, String value) {
        try {
            flags = flags.with(flag, value);
        } catch (RuleSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void shouldTellOfPacketsWithoutARuleOnceAMinuteForEachProgramAndProtocol() {
        long minute = TimeUnit.MINUTES.toNanos(1);
        long start = Long.MAX_VALUE - minute / 2;
        events.add(record("/a", 6, NO_RULE, Verdict.ACCEPT, start), flags);
        events.add(record("/a", 6, NO_RULE, Verdict.ACCEPT, start + minute - 1), flags);
        assertEquals(1, kinds().size());
        events.add(record("/a", 17, NO_RULE, Verdict.ACCEPT, start + 1), flags);
        events.add(record("/b", 6, NO_RULE, Verdict.ACCEPT, start + 1), flags);
        assertEquals(3, kinds().size());
        events.add(record("/a", 6, NO_RULE, Verdict.ACCEPT, start + minute), flags);
        assertEquals(List.of("norule", "norule", "norule", "norule"), kinds());
    }

    @Test
    void shouldTellOfEachWithoutSquelch() {
        set("squelch", "off");
        events.add(record("/a", 6, NO_RULE, Verdict.ACCEPT, 0), flags);
        events.add(record("/a", 6, NO_RULE, Verdict.ACCEPT, 1), flags);
        assertEquals(2, kinds().size());
        set("norule", "off");
        events.add(record("/a", 6, NO_RULE, Verdict.ACCEPT, 2), flags);
        assertEquals(2, kinds().size());
    }

    @Test
    void shouldTellOfDropsAndAcceptsAsTheFlagsSay() {
        events.add(record("/a", 6, FAIL, Verdict.DROP, 0), flags);
        events.add(record("/a", 6, FAIL, Verdict.REJECT, 0), flags);
        assertEquals(List.of("drop", "drop"), kinds());
        set("drops", "off");
        set("accepts", "on");
        events.add(record("/a", 6, FAIL, Verdict.DROP, 0), flags);
        events.add(record("/a", 6, FAIL, Verdict.ACCEPT, 0), flags);
        assertEquals(List.of("drop", "drop", "accept"), kinds());
    }

    @Test
    void shouldTellWhatEnabledWouldHaveDoneWhenObserving() {
        set("mode", "observe");
        events.add(record("/a", 6, FAIL, Verdict.ACCEPT, 0), flags);
        events.add(record("/a", 6, Decision.byFlag("unkproc", Action.ALLOW), Verdict.ACCEPT, 0), flags);
        assertEquals(List.of("observe"), kinds());
        assertTrue(log.after(-1).get(0).text().startsWith("would " + FAIL.action().word()), log.after(-1)::toString);
    }

    @Test
    void shouldTellOfFailedLookUpsForDebugging() {
        events.add(record("", 6, Decision.byFlag("unkproc", Action.ALLOW), Verdict.ACCEPT, 0), flags);
        assertEquals(List.of(), kinds());
        set("debug", "on");
        events.add(record("", 6, Decision.byFlag("unkproc", Action.ALLOW), Verdict.ACCEPT, 0), flags);
        events.add(record("/a", 6, Decision.byFlag("unkproc", Action.ALLOW), Verdict.ACCEPT, 0), flags);
        assertEquals(List.of("debug"), kinds());
    }

    @Test
    void shouldTellOfEachPacketOfARuleThatLogs() throws PolicyException {
        Pipelines pipelines = new Pipelines();
        PolicyService policy = new PolicyService(pipelines, log, new RunFigures());
        policy.apply(List.of("set rchngq off", "allow any log"));
        Decision logged = pipelines.current().rules().decide(new PacketSketch());
        events.add(record("/a", 6, logged, Verdict.ACCEPT, 0), flags);
        events.add(record("/a", 6, logged, Verdict.ACCEPT, 0), flags);
        assertEquals(List.of("log", "log"), kinds());
        assertEquals("accept /a (5) uid 1000 tcp 10.0.0.1:1 > 192.0.2.1:2 by rule 1", log.after(0).get(0).text());
    }

    @Test
    void shouldRememberABoundedNumberOfPrograms() {
        for (int i = 0; i < 3000; i++) {
            events.add(record("/" + i, 6, NO_RULE, Verdict.ACCEPT, i), flags);
        }
        assertEquals(2048, kinds().size());
        assertEquals(2999, log.after(-1).get(2047).number());
    }

    @Test
    void shouldTellFaultsRarely() {
        for (int i = 0; i < 100; i++) {
            log.addRarely("fault", "one");
            log.addRarely("hook", "two");
        }
        List<String> kinds = kinds();
        assertTrue(kinds.contains("fault") && kinds.contains("hook") && kinds.size() < 20, kinds.toString());
    }
}
