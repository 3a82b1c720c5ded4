package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import e7.api.packet.Direction;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.Match;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packet path has no room for garbage; the JVM counts every byte a thread allocates. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Each makes a criterion read all that it may read. */
    private final Packet[] packets = {
        Packets.between("10.0.0.1", "192.0.2.1").protocol(6).sourcePort(40000).destinationPort(443).interfaceName("eth0"),
        Packets.between("fd00::1", "2001:db8::1").protocol(17).sourcePort(53).destinationPort(5353).interfaceName("wlan0"),
        Packets.between("10.0.0.1", "192.0.2.1").protocol(1).icmp(3, 1).direction(Direction.OUT),
        Packets.ip(6, 58).icmp(3, -1).direction(Direction.IN),
        new PacketSketch()
    };

    private Match last;

    static Stream<Arguments> criteria() {
        AddressCriterionProvider addresses = new AddressCriterionProvider();
        PortCriterionProvider ports = new PortCriterionProvider();
        return Stream.of(
                Arguments.of(new ProtocolCriterionProvider(), "protocol", List.of("icmp", "udp", "255")),
                Arguments.of(addresses, "src", List.of("private", "192.0.2.0/24", "2001:db8::1")),
                Arguments.of(addresses, "dst", List.of("private", "192.0.2.0/24", "2001:db8::1")),
                Arguments.of(ports, "sport", List.of("53", "1000-2000")),
                Arguments.of(ports, "dport", List.of("443", "1000-2000")),
                Arguments.of(new IcmpCriterionProvider(), "icmp", List.of("echo-request", "3/1")),
                Arguments.of(new InterfaceCriterionProvider(), "interface", List.of("eth1", "wl*")),
                Arguments.of(new DirectionCriterionProvider(), "direction", List.of("in")));
    }

    @ParameterizedTest(name = "{1}={2}")
    @MethodSource("criteria")
    void shouldAllocateNothingWhenTesting(CriterionProvider provider, String name, List<String> values) throws Exception {
        Criterion criterion = provider.parse(name, values);
        assertEquals(0, leastAllocatedBy(criterion), "bytes, the last answer being " + last);
    }

    /** Of several rounds, since class loading and the JVM's own bookkeeping fall into the first ones; a criterion's garbage is in all. */
    private long leastAllocatedBy(Criterion criterion) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least = Math.min(least, allocatedBy(criterion));
        }
        return least;
    }

    private long allocatedBy(Criterion criterion) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            last = criterion.test(packets[i % packets.length]);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
