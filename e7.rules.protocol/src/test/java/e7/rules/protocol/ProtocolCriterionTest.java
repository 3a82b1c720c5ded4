package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Facet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolCriterionTest {

    private final ProtocolCriterionProvider provider = new ProtocolCriterionProvider();

    @ParameterizedTest
    @CsvSource({
        "tcp, 4, 6, YES", "tcp, 6, 6, YES", "tcp, 4, 17, NO", "6, 6, 6, YES", "0, 4, 0, YES", "255, 6, 255, YES",
        "udp, 4, 17, YES", "igmp, 4, 2, YES", "sctp, 4, 132, YES", "dccp, 4, 33, YES", "udplite, 4, 136, YES",
        "gre, 4, 47, YES", "esp, 6, 50, YES", "ah, 6, 51, YES", "ipv6-icmp, 6, 58, YES", "ospf, 4, 89, YES", "3pc, 4, 34, YES",
    })
    void shouldMatchNumberWhenValueNamesIt(String value, int version, int protocol, Match expected) throws Exception {
        assertEquals(expected, parse(value).test(Packets.ip(version, protocol)));
    }

    @ParameterizedTest
    @CsvSource({
        "icmp, 4, 1, YES", "icmp, 6, 58, YES", "icmp, 6, 1, NO", "icmp, 4, 58, NO",
        "icmpv6, 6, 58, YES", "icmpv6, 4, 58, NO", "icmpv6, 4, 1, NO",
        "1, 4, 1, YES", "1, 6, 1, YES", "1, 6, 58, NO", "58, 4, 58, YES", "58, 6, 58, YES",
    })
    void shouldMatchPingOfBothVersionsWhenValueIsIcmp(String value, int version, int protocol, Match expected) throws Exception {
        assertEquals(expected, parse(value).test(Packets.ip(version, protocol)));
    }

    @ParameterizedTest
    @CsvSource({"tcp, -1, UNKNOWN", "tcp, 6, YES", "tcp, 17, NO", "icmp, 1, UNKNOWN", "icmp, 58, UNKNOWN", "icmp, 6, NO"})
    void shouldAnswerWhatItCanWhenVersionIsUnknown(String value, int protocol, Match expected) throws Exception {
        assertEquals(expected, parse(value).test(Packets.ip(-1, protocol)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void shouldNotKnowWhenProtocolIsUnknown(int version) throws Exception {
        assertEquals(Match.UNKNOWN, parse("udp").test(Packets.ip(version, -1)));
    }

    @Test
    void shouldMatchEachWhenValuesAreList() throws Exception {
        Criterion list = parse("tcp", "udp", "132");
        assertEquals(Match.YES, list.test(Packets.ip(4, 6)));
        assertEquals(Match.YES, list.test(Packets.ip(6, 132)));
        assertEquals(Match.NO, list.test(Packets.ip(4, 1)));
        assertEquals(98, list.specificity());
    }

    @Test
    void shouldDeclareWhatItReadsWhenAsked() throws Exception {
        assertEquals(Set.of(Facet.PROTOCOL), parse("tcp").facets());
        assertEquals(100, parse("tcp").specificity());
        assertTrue(parse("tcp").isPure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpc", "TCP", "any", "-1", "6 ", "0x6", "", "\u0666"})
    void shouldRefuseWhenNameIsNone(String value) {
        assertEquals(
                "protocol=" + value + ": no such protocol; a name such as tcp, udp or icmp, or a number from 0 to 255",
                message(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "99999999999"})
    void shouldRefuseWhenNumberIsTooHigh(String value) {
        assertEquals("protocol=" + value + ": '" + value + "' is over 255", message(value));
    }

    @Test
    void shouldRefuseWhenNumberHasLeadingZero() {
        assertEquals("protocol=06: '06' has a leading zero; write it without", message("06"));
    }

    @Test
    void shouldCompleteSortedWhenPrefixFits() {
        assertEquals(List.of("udp", "udplite"), provider.complete("protocol", "udp"));
        assertEquals(100, provider.complete("protocol", "").size());
    }

    private Criterion parse(String... values) throws RuleSyntaxException {
        return provider.parse("protocol", List.of(values));
    }

    private String message(String value) {
        return assertThrows(RuleSyntaxException.class, () -> parse(value)).getMessage();
    }
}
