package e7.netlink.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Direction;
import e7.api.queue.HookOptions;
import e7.api.queue.QueueRange;
import e7.api.queue.Verdict;
import e7.netlink.nftables.Queue;
import e7.netlink.nftables.Rule;
import e7.netlink.nftables.Target;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkBitsTest {
    private static final Means ALL_THERE = new Means(true, true, true);

    @Test
    void shouldGiveOthersTheirBitsBack() {
        for (Verdict verdict : Verdict.values()) {
            assertEquals(0xf18fffff, MarkBits.tagged(-1, verdict) & ~MarkBits.MASK);
            assertEquals(0, MarkBits.tagged(0, verdict) & ~MarkBits.MASK);
        }
        assertEquals(0x02000000, MarkBits.tagged(MarkBits.MASK, Verdict.ACCEPT));
        assertEquals(0x04000000, MarkBits.tagged(MarkBits.MASK, Verdict.REJECT));
        assertEquals(0, MarkBits.tagged(MarkBits.MASK, Verdict.DROP));
    }

    @Test
    void shouldKnowTheDirectionOnlyOfTrackedPackets() {
        assertEquals(Direction.UNKNOWN, MarkBits.direction(~MarkBits.TRACKED));
        assertEquals(Direction.OUT, MarkBits.direction(MarkBits.TRACKED));
        assertEquals(Direction.IN, MarkBits.direction(MarkBits.TRACKED | MarkBits.REPLY));
        assertTrue(MarkBits.established(MarkBits.ESTABLISHED));
        assertFalse(MarkBits.established(~MarkBits.ESTABLISHED));
        assertTrue(MarkBits.foreign(MarkBits.FOREIGN));
        assertFalse(MarkBits.foreign(~MarkBits.FOREIGN));
    }

    @Test
    void shouldLieWithinTheMask() {
        int all = MarkBits.REPLY | MarkBits.ESTABLISHED | MarkBits.TRACKED | MarkBits.ACCEPT | MarkBits.REJECT | MarkBits.FOREIGN;
        assertEquals(0, all & ~MarkBits.MASK);
        assertEquals(6, Integer.bitCount(all));
    }

    @Test
    void shouldTranslateUsers() throws IOException {
        IdMap whole = IdMap.parse(List.of("         0          0 4294967295"));
        assertEquals(0, whole.inside(0));
        assertEquals(4294967294L, whole.inside(4294967294L));
        assertEquals(-1, whole.inside(4294967295L));
        assertEquals(-1, whole.inside(-1));
        IdMap two = IdMap.parse(List.of("0 1000 1", "1 100000 65536"));
        assertEquals(0, two.inside(1000));
        assertEquals(1, two.inside(100000));
        assertEquals(65536, two.inside(165535));
        assertEquals(-1, two.inside(165536));
        assertEquals(-1, two.inside(0));
        assertEquals(-1, two.inside(1001));
        assertEquals(-1, IdMap.parse(List.of()).inside(0));
        assertThrows(IOException.class, () -> IdMap.parse(List.of("0 1000")));
    }

    @Test
    void shouldQueueLastAndOnlyWhenItShould() {
        HookOptions on = new HookOptions(true, new QueueRange(7, 4), false);
        List<Rule> rules = HookRules.judge(on, ALL_THERE);
        List<Integer> numbers = rules.stream().flatMap(rule -> rule.expressions().stream())
                .filter(Queue.class::isInstance).map(queue -> ((Queue) queue).number()).toList();
        assertEquals(List.of(7, 10, 11, 12, 13, 14, 9, 8), numbers);
        assertEquals(List.of(new Queue(8, false)), rules.get(rules.size() - 1).expressions(), "whatever comes so far");
        List<Rule> compat = HookRules.judge(on, new Means(false, false, true));
        assertEquals(List.of(Target.class), compat.get(compat.size() - 1).expressions().stream().map(Object::getClass).toList());
        assertEquals(rules.size(), compat.size());
        HookOptions off = new HookOptions(false, new QueueRange(7, 4), false);
        assertFalse(HookRules.judge(off, ALL_THERE).stream().flatMap(rule -> rule.expressions().stream()).anyMatch(Queue.class::isInstance));
        assertEquals("not judged: drop", HookRules.tag(on).get(3).comment());
        assertEquals("not judged: accept", HookRules.tag(off).get(3).comment());
    }
}
