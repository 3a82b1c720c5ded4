package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Facet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortCriterionTest {

    private static final int TCP = 6;

    @TempDir
    Path folder;

    private Path services;
    private PortCriterionProvider provider;

    @BeforeEach
    void setUp() throws IOException {
        services = folder.resolve("services");
        Files.writeString(services, """
                # name  port/protocol  aliases  # comment
                domain\t\t53/tcp
                domain\t\t53/udp
                http      80/tcp   www   # WorldWideWeb
                http-alt  8080/tcp webcache
                9pfs      564/tcp
                moved     1/tcp
                moved     2/udp
                broken
                broken    x/tcp
                broken    99999/tcp
                broken    7
                """);
        provider = new PortCriterionProvider(services);
    }

    @ParameterizedTest
    @CsvSource({
        "53, 53, YES", "53, 54, NO", "0, 0, YES", "65535, 65535, YES", "1000-2000, 1000, YES", "1000-2000, 2000, YES",
        "1000-2000, 999, NO", "1000-2000, 2001, NO", "5-5, 5, YES", "0-65535, 65535, YES",
        "domain, 53, YES", "www, 80, YES", "http-alt, 8080, YES", "9pfs, 564, YES", "http, 8080, NO",
    })
    void shouldMatchPortWhenValueNamesIt(String value, int port, Match expected) throws Exception {
        assertEquals(expected, parse("sport", value).test(Packets.ip(4, TCP).sourcePort(port).destinationPort(7)));
        assertEquals(expected, parse("dport", value).test(Packets.ip(4, TCP).sourcePort(7).destinationPort(port)));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, UNKNOWN", "6, UNKNOWN", "17, UNKNOWN", "33, UNKNOWN", "132, UNKNOWN", "136, UNKNOWN",
        "1, NO", "2, NO", "47, NO", "50, NO", "58, NO", "0, NO", "255, NO",
    })
    void shouldTellUnreadFromAbsentWhenThereIsNoPort(int protocol, Match expected) throws Exception {
        assertEquals(expected, parse("sport", "53").test(Packets.ip(4, protocol)));
        assertEquals(expected, parse("dport", "0-65535").test(Packets.ip(6, protocol)));
    }

    @Test
    void shouldMatchEachWhenValuesAreList() throws Exception {
        Criterion list = parse("dport", "53", "1000-2000", "http");
        assertEquals(Match.YES, list.test(Packets.ip(4, TCP).sourcePort(7).destinationPort(53)));
        assertEquals(Match.YES, list.test(Packets.ip(4, TCP).sourcePort(7).destinationPort(1500)));
        assertEquals(Match.YES, list.test(Packets.ip(4, TCP).sourcePort(7).destinationPort(80)));
        assertEquals(Match.NO, list.test(Packets.ip(4, TCP).sourcePort(53).destinationPort(7)));
    }

    @ParameterizedTest
    @CsvSource({"53, 100", "5-5, 100", "4-5, 94", "1000-2000, 38", "1024-65535, 0", "0-65535, 0", "http, 100"})
    void shouldBeMoreSpecificWhenRangeIsNarrower(String value, int expected) throws Exception {
        assertEquals(expected, parse("dport", value).specificity());
    }

    @Test
    void shouldTakeSpecificityOfWidestWhenValuesAreList() throws Exception {
        assertEquals(99, parse("dport", "53", "80").specificity());
        assertEquals(37, parse("dport", "53", "1000-2000").specificity());
    }

    @Test
    void shouldDeclareWhatItReadsWhenAsked() throws Exception {
        assertEquals(Set.of(Facet.SOURCE_PORT, Facet.PROTOCOL), parse("sport", "1").facets());
        assertEquals(Set.of(Facet.DESTINATION_PORT, Facet.PROTOCOL), parse("dport", "1").facets());
        assertTrue(parse("dport", "1").isPure());
    }

    @ParameterizedTest
    @CsvSource({"99999, 99999", "65536, 65536", "1-65536, 65536", "99999999999, 99999999999"})
    void shouldRefuseWhenPortIsTooHigh(String value, String number) {
        assertFault("'" + number + "' is over 65535", value);
    }

    @ParameterizedTest
    @CsvSource({"053, 053", "00, 00", "01-5, 01", "1-05, 05"})
    void shouldRefuseWhenPortHasLeadingZero(String value, String number) {
        assertFault("'" + number + "' has a leading zero; write it without", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1024-", "-1024", "-", ""})
    void shouldRefuseWhenRangeLacksAnEnd(String value) {
        assertFault("a range has two ends, such as 1024-65535", value);
    }

    @Test
    void shouldSuggestTheOtherWayWhenRangeRunsBackwards() {
        assertFault("the range runs backwards; write 1000-2000", "2000-1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"htpp", "HTTP", "1000-x", "1-2-3", "1:2", "broken", "#", "5 ", "\u0665"})
    void shouldRefuseWhenServiceIsUnknown(String value) {
        assertFault("no such service in " + services + "; a number such as 53 or a range such as 1000-2000 works too", value);
    }

    @Test
    void shouldRefuseWhenServiceHasSeveralPorts() {
        assertFault(services + " has more than one port for it, [1, 2]; write the number", "moved");
    }

    @Test
    void shouldSayThatNumberWorksWhenServicesCannotBeRead() throws Exception {
        Files.delete(services);
        assertFault(services + " cannot be read; write a number such as 53, or a range such as 1000-2000", "http");
        assertEquals(List.of(), provider.complete("dport", ""));
        assertEquals(100, parse("dport", "80").specificity());
    }

    @Test
    void shouldCompleteServicesWhenPrefixFits() {
        assertEquals(List.of("http", "http-alt"), provider.complete("dport", "ht"));
    }

    private Criterion parse(String name, String... values) throws RuleSyntaxException {
        return provider.parse(name, List.of(values));
    }

    private void assertFault(String expected, String value) {
        RuleSyntaxException refused = assertThrows(RuleSyntaxException.class, () -> parse("dport", value));
        assertEquals("dport=" + value + ": " + expected, refused.getMessage());
    }
}
