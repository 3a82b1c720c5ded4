package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Direction;
import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Bounds} promise: a rule is passed over by them, so a wrong one is a rule that does not hold. */
class BoundsTest {

    private static final Set<String> WITH_BOUNDS = Set.of("protocol", "src", "dst", "sport", "dport", "icmp");
    private static final List<String> ADDRESSES = List.of(
            "0.0.0.0", "10.0.0.1", "10.255.255.255", "11.0.0.0", "127.0.0.1", "172.31.0.1", "192.0.2.1", "192.0.2.255", "224.0.0.251",
            "255.255.255.255");
    private static final List<String> ADDRESSES_6 =
            List.of("::", "::1", "::2", "2001:db8::1", "2001:db8::1:0:0:0:1", "fc00::1", "fe80::1", "febf:ffff::1", "ff02::1", "ffff::");

    static Stream<String> criteria() {
        return Stream.of(
                "protocol=tcp", "protocol=icmp", "protocol=icmpv6", "protocol=1,udp", "protocol=0,255", "src=10.0.0.0/8", "src=192.0.2.1,::1",
                "src=::/0", "src=0.0.0.0/0", "dst=2001:db8::/32", "dst=2001:db8::1", "dst=::/65", "dst=private", "dst=loopback,multicast",
                "dst=128.0.0.0/1", "dst=192.0.2.0/31", "sport=53", "sport=0-65535", "dport=1024-65535,80", "dport=65535", "icmp=echo-request",
                "icmp=3/1", "icmp=8", "interface=eth0", "direction=in");
    }

    @ParameterizedTest
    @MethodSource("criteria")
    void shouldAdmitEveryPacketThatMatches(String written) throws Exception {
        Criterion criterion = Criteria.parse(written);
        assertEquals(WITH_BOUNDS.contains(written.split("=")[0]), !criterion.bounds().isEmpty());
        Random random = new Random(written.hashCode());
        for (int i = 0; i < 20_000; i++) {
            Packet packet = packet(random);
            Match answer = criterion.test(packet);
            for (Bounds bounds : criterion.bounds()) {
                assertTrue(criterion.facets().contains(bounds.facet()));
                switch (bounds.match(packet)) {
                    case NO -> assertEquals(Match.NO, answer);
                    case UNKNOWN -> assertNotEquals(Match.YES, answer);
                    case YES -> { /* The criterion may be narrower. */ }
                }
            }
        }
    }

    private static PacketSketch packet(Random random) {
        boolean six = random.nextBoolean();
        List<String> addresses = six ? ADDRESSES_6 : ADDRESSES;
        PacketSketch packet = Packets.between(any(addresses, random), any(addresses, random));
        packet.version(random.nextInt(8) == 0 ? Packet.UNKNOWN : six ? 6 : 4);
        packet.protocol(any(List.of(-1, 0, 1, 6, 17, 58, 132, 255), random));
        packet.sourcePort(any(List.of(-1, 0, 53, 80, 65535), random)).destinationPort(any(List.of(-1, 0, 80, 1023, 1024, 65535), random));
        packet.icmp(any(List.of(-1, 0, 3, 8, 128), random), random.nextInt(3) - 1);
        return packet.interfaceName(random.nextBoolean() ? "eth0" : "").direction(any(List.of(Direction.values()), random));
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    /** Wider bounds would keep the promise, too, but find no rule the sooner. */
    @ParameterizedTest
    @ValueSource(strings = {"protocol=tcp", "src=10.0.0.0/8", "dst=192.0.2.1", "dst=fc00::/7", "sport=53", "dport=1024-65535"})
    void shouldBeAsNarrowAsTheCriterion(String written) throws Exception {
        Criterion criterion = Criteria.parse(written);
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            Packet packet = packet(random);
            assertEquals(criterion.test(packet), criterion.bounds().get(0).match(packet));
        }
    }

    @Test
    void shouldRefuseWhatItCannotCompare() {
        List<Bounds.Range> one = List.of(Bounds.Range.of(1));
        assertThrows(IllegalArgumentException.class, () -> new Bounds(Facet.PATH, one));
        assertThrows(IllegalArgumentException.class, () -> new Bounds(Facet.UID, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Bounds.Range(2, 1));
        assertEquals(-1, new Bounds.Range(1, -1).last(), "compared as unsigned");
    }
}
