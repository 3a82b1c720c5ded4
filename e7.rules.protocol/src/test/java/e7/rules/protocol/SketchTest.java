package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.api.packet.PacketSketch;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code explain} does: put a packet together, then ask criteria about it. */
class SketchTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "protocol=tcp", "protocol=icmp", "protocol=icmpv6", "protocol=1", "protocol=58", "protocol=255", "src=192.0.2.1", "dst=2001:db8::1",
        "dst=192.0.2.1/32", "dst=broadcast", "sport=53", "dport=65535", "dport=7-7", "icmp=echo-request", "icmp=3/1", "icmp=packet-too-big",
        "interface=eth0", "direction=in", "direction=out",
    })
    void shouldMatchWhatItWasMadeFromWhenSketched(String criterion) throws Exception {
        assertEquals(Match.YES, ask(criterion, sketch(criterion)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "protocol=tcp", "src=::/0", "dst=0.0.0.0/0", "sport=1", "dport=1", "icmp=8", "interface=eth0", "direction=in"
    })
    void shouldNotKnowWhenNothingWasSketched(String criterion) throws Exception {
        assertEquals(Match.UNKNOWN, ask(criterion, new PacketSketch()));
    }

    @Test
    void shouldTakeVersionFromAddressWhenIcmpFollows() throws Exception {
        assertEquals(58, sketch("dst=2001:db8::1", "protocol=icmp").protocol());
        assertEquals(128, sketch("dst=2001:db8::1", "icmp=echo-request").icmpType());
        assertEquals(8, sketch("dst=192.0.2.1", "protocol=icmp", "icmp=echo-request").icmpType());
        assertEquals(128, sketch("protocol=icmpv6", "icmp=echo-request").icmpType());
    }

    @Test
    void shouldLeaveCodeUnknownWhenTypeAloneIsGiven() throws Exception {
        assertEquals(Match.UNKNOWN, ask("icmp=3/1", sketch("icmp=3")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dst=10.0.0.0/8 | dst=10.0.0.0/8: a packet has one address; write one of them",
        "src=loopback | src=loopback: a packet has one address; write one of them",
        "dport=1-2 | dport=1-2: a packet has one port; write one of them",
        "interface=eth* | interface=eth*: a packet leaves by one interface; write its whole name",
        "protocol=icmp dst=::1 | dst=::1: that is IPv6, but what stands before it is IPv4",
        "src=::1 dst=192.0.2.1 | dst=192.0.2.1: that is IPv4, but what stands before it is IPv6",
        "dst=192.0.2.1 protocol=icmpv6 | protocol=icmpv6: that is IPv6, but what stands before it is IPv4",
        "dst=::1 icmp=source-quench | icmp=source-quench: IPv6 has no such message",
        "protocol=udp icmp=8 | icmp=8: that is protocol 1, but what stands before it is 17",
    })
    void shouldRefuseWhenNoSinglePacketIsMeant(String question, String expected) {
        RuleSyntaxException refused = assertThrows(RuleSyntaxException.class, () -> sketch(question.split(" ")));
        assertEquals(expected, refused.getMessage());
    }

    private PacketSketch sketch(String... criteria) throws RuleSyntaxException {
        PacketSketch packet = new PacketSketch();
        for (String criterion : criteria) {
            String[] parts = criterion.split("=");
            Criteria.provider(parts[0]).sketch(parts[0], parts[1], packet);
        }
        return packet;
    }

    private Match ask(String criterion, PacketSketch packet) throws RuleSyntaxException {
        return Criteria.parse(criterion).test(packet);
    }
}
