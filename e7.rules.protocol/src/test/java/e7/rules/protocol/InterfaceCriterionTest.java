package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Facet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceCriterionTest {

    @TempDir
    Path folder;

    private final InterfaceCriterionProvider provider = new InterfaceCriterionProvider();

    @ParameterizedTest
    @CsvSource({
        "eth0, eth0, YES", "eth0, eth01, NO", "eth0, eth, NO", "eth*, eth0, YES", "eth*, eth, YES", "eth*, wlan0, NO",
        "eth0.*, eth0.100, YES", "eth0.*, eth0, NO", "a.b-c_d@x, a.b-c_d@x, YES", "123456789012345, 123456789012345, YES",
        "123456789012345*, 123456789012345, YES", ".*, .x, YES",
    })
    void shouldMatchNameWhenValueFits(String value, String name, Match expected) throws Exception {
        assertEquals(expected, parse(value).test(new PacketSketch().interfaceName(name)));
    }

    @Test
    void shouldNotKnowWhenNameCouldNotBeRead() throws Exception {
        assertEquals(Match.UNKNOWN, parse("eth0", "wlan*").test(new PacketSketch()));
    }

    @Test
    void shouldMatchEachWhenValuesAreList() throws Exception {
        Criterion list = parse("lo", "wg*", "eth1");
        assertEquals(Match.YES, list.test(new PacketSketch().interfaceName("eth1")));
        assertEquals(Match.YES, list.test(new PacketSketch().interfaceName("wg7")));
        assertEquals(Match.NO, list.test(new PacketSketch().interfaceName("eth0")));
    }

    @Test
    void shouldBeMoreSpecificWhenNameIsWhole() throws Exception {
        assertEquals(100, parse("eth0").specificity());
        assertEquals(99, parse("eth0", "eth1").specificity());
        assertEquals(50, parse("eth*").specificity());
        assertEquals(49, parse("eth*", "lo").specificity());
    }

    @Test
    void shouldDeclareWhatItReadsWhenAsked() throws Exception {
        assertEquals(Set.of(Facet.INTERFACE), parse("eth0").facets());
        assertTrue(parse("eth0").isPure());
    }

    @Test
    void shouldRefuseWhenValueIsEveryInterface() {
        assertFault("that is every interface; leave the criterion out", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e*h0", "*0", "**", "eth**"})
    void shouldRefuseWhenStarIsNotLast(String value) {
        assertFault("a * can only be the last character", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890123456", "1234567890123456*", "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"})
    void shouldRefuseWhenNameIsTooLong(String value) {
        assertFault("names of interfaces have at most 15 bytes", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a:b", "a b", "a\u0007"})
    void shouldRefuseWhenNoInterfaceCanHaveThatName(String value) {
        assertFault("no interface can have that name; write one such as eth0, or eth*", value);
    }

    @Test
    void shouldCompleteNamesWhenInterfacesArePresent() throws Exception {
        Path dev = folder.resolve("dev");
        Files.writeString(dev, """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
                    lo:   83652     962    0    0    0     0          0         0    83652     962    0
                  eth0: 5226420    3735    0    0    0     0          0         0   341546    2719    0
                """);
        assertEquals(List.of("eth0", "lo"), new InterfaceCriterionProvider(dev).complete("interface", ""));
        assertEquals(List.of("eth0"), new InterfaceCriterionProvider(dev).complete("interface", "e"));
    }

    @Test
    void shouldCompleteNothingWhenInterfacesCannotBeRead() {
        assertEquals(List.of(), new InterfaceCriterionProvider(folder.resolve("absent")).complete("interface", ""));
    }

    private Criterion parse(String... values) throws RuleSyntaxException {
        return provider.parse("interface", List.of(values));
    }

    private void assertFault(String expected, String value) {
        RuleSyntaxException refused = assertThrows(RuleSyntaxException.class, () -> parse(value));
        assertEquals("interface=" + value + ": " + expected, refused.getMessage());
    }
}
