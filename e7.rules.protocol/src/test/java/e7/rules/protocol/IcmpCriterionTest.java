package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Facet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcmpCriterionTest {

    private final IcmpCriterionProvider provider = new IcmpCriterionProvider();

    @ParameterizedTest
    @CsvSource({
        "echo-request, 8, 0, YES", "echo-request, 0, 0, NO", "echo-request, 128, 0, NO", "8, 8, 0, YES", "3, 3, 13, YES",
        "3/1, 3, 1, YES", "3/1, 3, 2, NO", "3/1, 4, 1, NO", "destination-unreachable/1, 3, 1, YES", "port-unreachable, 3, 3, YES",
        "port-unreachable, 1, 4, NO", "redirect, 5, 1, YES", "packet-too-big, 2, 0, NO", "fragmentation-needed, 3, 4, YES",
    })
    void shouldMatchIpv4NumbersWhenPacketIsIpv4(String value, int type, int code, Match expected) throws Exception {
        assertEquals(expected, parse(value).test(Packets.ip(4, 1).icmp(type, code)));
    }

    @ParameterizedTest
    @CsvSource({
        "echo-request, 128, 0, YES", "echo-request, 8, 0, NO", "128, 128, 0, YES", "8, 128, 0, NO", "3, 3, 0, YES",
        "1/4, 1, 4, YES", "destination-unreachable/1, 1, 1, YES", "port-unreachable, 1, 4, YES", "port-unreachable, 3, 3, NO",
        "redirect, 137, 0, YES", "packet-too-big, 2, 0, YES", "source-quench, 4, 0, NO", "neighbour-solicitation, 135, 0, YES",
    })
    void shouldMatchIpv6NumbersWhenPacketIsIpv6(String value, int type, int code, Match expected) throws Exception {
        assertEquals(expected, parse(value).test(Packets.ip(6, 58).icmp(type, code)));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 1, UNKNOWN", "6, 58, UNKNOWN", "4, -1, UNKNOWN", "6, -1, UNKNOWN", "-1, -1, UNKNOWN", "-1, 1, UNKNOWN", "-1, 58, UNKNOWN",
        "4, 6, NO", "6, 17, NO", "4, 58, NO", "6, 1, NO", "-1, 6, NO",
    })
    void shouldTellUnreadFromAbsentWhenThereIsNoType(int version, int protocol, Match expected) throws Exception {
        assertEquals(expected, parse("echo-request").test(Packets.ip(version, protocol)));
    }

    @Test
    void shouldNotKnowOnlyIfTypeFitsWhenCodeCouldNotBeRead() throws Exception {
        PacketSketch packet = Packets.ip(4, 1).icmp(3, -1);
        assertEquals(Match.UNKNOWN, parse("3/1").test(packet));
        assertEquals(Match.YES, parse("3").test(packet));
        assertEquals(Match.NO, parse("4/1").test(packet));
        assertEquals(Match.YES, parse("3/1", "3").test(packet));
        assertEquals(Match.UNKNOWN, parse("3/1", "8").test(packet));
    }

    @Test
    void shouldNotMatchWhenThatVersionHasNoSuchMessage() throws Exception {
        assertEquals(Match.NO, parse("packet-too-big").test(Packets.ip(4, 1)));
    }

    @Test
    void shouldMatchEachWhenValuesAreList() throws Exception {
        Criterion list = parse("echo-request", "3/1");
        assertEquals(Match.YES, list.test(Packets.ip(4, 1).icmp(8, 0)));
        assertEquals(Match.YES, list.test(Packets.ip(4, 1).icmp(3, 1)));
        assertEquals(Match.NO, list.test(Packets.ip(4, 1).icmp(3, 0)));
    }

    @Test
    void shouldBeMoreSpecificWhenCodeIsGiven() throws Exception {
        assertEquals(90, parse("3").specificity());
        assertEquals(100, parse("3/1").specificity());
        assertEquals(100, parse("port-unreachable").specificity());
        assertEquals(89, parse("3/1", "8").specificity());
    }

    @Test
    void shouldDeclareWhatItReadsWhenAsked() throws Exception {
        assertEquals(Set.of(Facet.ICMP, Facet.PROTOCOL), parse("8").facets());
        assertTrue(parse("8").isPure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "Echo-Request", "-1", "", "/1", "0x8", "neighbor-solicitation"})
    void shouldRefuseWhenNameIsNone(String value) {
        assertFault("no such message; a name such as echo-request, a type from 0 to 255, or type/code such as 3/1", value);
    }

    @ParameterizedTest
    @CsvSource({"256, 256", "3/256, 256", "300/1, 300"})
    void shouldRefuseWhenNumberIsTooHigh(String value, String number) {
        assertFault("'" + number + "' is over 255", value);
    }

    @ParameterizedTest
    @CsvSource({"08, 08", "3/01, 01"})
    void shouldRefuseWhenNumberHasLeadingZero(String value, String number) {
        assertFault("'" + number + "' has a leading zero; write it without", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3/", "3/x", "3/1/1", "echo-request/-1"})
    void shouldRefuseWhenCodeIsNoNumber(String value) {
        assertFault("behind the slash comes the code, a number from 0 to 255", value);
    }

    @Test
    void shouldRefuseWhenNameHasCodeAlready() {
        assertFault("'port-unreachable' is one code of its type already", "port-unreachable/3");
    }

    @Test
    void shouldCompleteNamesWhenPrefixFits() {
        assertEquals(List.of("echo-reply", "echo-request"), provider.complete("icmp", "echo"));
    }

    private Criterion parse(String... values) throws RuleSyntaxException {
        return provider.parse("icmp", List.of(values));
    }

    private void assertFault(String expected, String value) {
        RuleSyntaxException refused = assertThrows(RuleSyntaxException.class, () -> parse(value));
        assertEquals("icmp=" + value + ": " + expected, refused.getMessage());
    }
}
