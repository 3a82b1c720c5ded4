package e7.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Journal.Flow;
import e7.api.engine.Journal.Traffic;
import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.PacketSketch;
import e7.api.queue.Verdict;
import e7.api.rule.Action;
import e7.kernel.rule.Decision;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTableTest {

    private static final Decision DECISION = Decision.byFlag("unkrule", Action.ALLOW);

    private final FlowTable flows = new FlowTable();
    private final TrafficTable traffic = new TrafficTable();

    private static PacketRecord record(String program, int port, Verdict verdict) {
        PacketSketch packet = new PacketSketch().protocol(17).sourcePort(port).destinationPort(53).direction(Direction.OUT);
        packet.process(new ProcessIdentity(5, 1, 1, 1, program, program, "x"));
        PacketRecord record = new PacketRecord();
        record.set(packet, DECISION, verdict);
        record.length = 100;
        return record;
    }

    @Test
    void shouldSumUpEachFlowAndListTheLatestFirst() {
        flows.add(record("/a", 1, Verdict.ACCEPT));
        flows.add(record("/a", 2, Verdict.ACCEPT));
        flows.add(record("/a", 1, Verdict.DROP));
        List<Flow> list = flows.snapshot();
        assertEquals(List.of("[::]:1", "[::]:2"), list.stream().map(Flow::source).toList());
        Flow first = list.get(0);
        assertEquals(2, first.packets());
        assertEquals(200, first.bytes());
        assertEquals("drop", first.verdict());
        assertEquals("udp", first.protocol());
        assertEquals("out", first.direction());
        assertEquals("unkrule=allow", first.decidedBy());
        assertTrue(first.idleMillis() >= 0 && first.idleMillis() < 10_000);
    }

    @Test
    void shouldGiveTheLatestPacketOfAFlowByItsNumber() {
        flows.add(record("/a", 1, Verdict.ACCEPT));
        flows.add(record("/" + "b".repeat(4000), 2, Verdict.ACCEPT));
        PacketSketch first = flows.packet(1).orElseThrow();
        assertEquals(17, first.protocol());
        assertEquals(1, first.sourcePort());
        assertEquals(53, first.destinationPort());
        assertEquals(Direction.OUT, first.direction());
        assertEquals("/a", first.process().path());
        assertEquals("unknown: its path is too long to have been kept", flows.packet(2).orElseThrow().process().display());
        assertTrue(flows.packet(3).isEmpty());
        assertEquals(List.of(2L, 1L), flows.snapshot().stream().map(Flow::number).toList());
    }

    @Test
    void shouldNotKeepThePathsOfTheSenders() throws InterruptedException {
        PacketRecord record = record("/" + "a".repeat(4000), 1, Verdict.ACCEPT);
        WeakReference<String> path = new WeakReference<>(record.process.path());
        flows.add(record);
        record.forget();
        for (int i = 0; path.get() != null && i < 100; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(path.get());
        assertEquals(ProcessIdentity.DISPLAY_CHARACTERS, flows.snapshot().get(0).process().length());
    }

    @Test
    void shouldLetTheFlowGiveWayThatWasNotSeenForLongest() {
        flows.add(record("/a", 0, Verdict.ACCEPT));
        for (int port = 1; port < 4096; port++) {
            flows.add(record("/a", port, Verdict.ACCEPT));
        }
        flows.add(record("/a", 0, Verdict.ACCEPT));
        flows.add(record("/a", 4096, Verdict.ACCEPT));
        List<String> sources = flows.snapshot().stream().map(Flow::source).toList();
        assertEquals(4096, sources.size());
        assertTrue(sources.contains("[::]:0"));
        assertTrue(!sources.contains("[::]:1"));
    }

    @Test
    void shouldSayOfWhatPassesInModeObserveWhatWouldHaveBecomeOfIt() {
        PacketRecord passed = record("/a", 1, Verdict.ACCEPT);
        passed.decision = Decision.byFlag("unkrule", Action.REJECT);
        flows.add(passed);
        traffic.add(passed);
        assertEquals("would reject", flows.snapshot().get(0).verdict());
        assertEquals(List.of(new Traffic("/a", 1, 100, 1, 0, 1)), traffic.snapshot());
    }

    @Test
    void shouldSumUpTrafficByProgramWithinABound() {
        traffic.add(record("/a", 1, Verdict.ACCEPT));
        traffic.add(record("/a", 2, Verdict.REJECT));
        for (int i = 0; i < 3000; i++) {
            traffic.add(record("/" + i, 1, Verdict.DROP));
        }
        List<Traffic> list = traffic.snapshot();
        assertEquals(1025, list.size());
        assertEquals(new Traffic("(others)", 3000 - 1023, (3000 - 1023) * 100L, 0, 3000 - 1023, 0), list.get(0));
        assertEquals(new Traffic("/a", 2, 200, 1, 1, 0), list.get(1));
    }
}
