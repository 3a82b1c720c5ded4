package e7.rules.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packet path has no room for garbage; the JVM counts every byte a thread allocates. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Packet packet = new PacketSketch().uid(1000).gid(1000);
    private Match last;

    @Test
    void shouldAllocateNothingWhenTesting() throws Exception {
        testAndMeasure(new UserCriterionProvider(null).parse("user", List.of("0", "1", "1000")));
        testAndMeasure(new GroupCriterionProvider(null).parse("group", List.of("0", "1", "1000")));
        assertEquals(Match.YES, last);
    }

    private void testAndMeasure(Criterion criterion) {
        // The least of several rounds, since class loading and the JVM's own bookkeeping fall into the first ones.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least = Math.min(least, allocatedBy(criterion));
        }
        assertEquals(0, least, criterion.toString());
    }

    private long allocatedBy(Criterion criterion) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            last = criterion.test(packet);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
