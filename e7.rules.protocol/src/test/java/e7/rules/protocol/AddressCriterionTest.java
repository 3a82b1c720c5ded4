package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

class AddressCriterionTest {

    private final AddressCriterionProvider provider = new AddressCriterionProvider();

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, YES", "192.0.2.1, 192.0.2.2, NO",
        "192.0.2.0/24, 192.0.2.255, YES", "192.0.2.0/24, 192.0.3.0, NO", "192.0.2.4/31, 192.0.2.5, YES", "192.0.2.4/31, 192.0.2.6, NO",
        "128.0.0.0/1, 255.1.1.1, YES", "128.0.0.0/1, 127.1.1.1, NO",
        "2001:db8::1, 2001:db8::1, YES", "2001:db8::1, 2001:db8::2, NO",
        "2001:db8::/32, 2001:db8:ffff::1, YES", "2001:db8::/32, 2001:db9::1, NO",
        "2001:db8::/64, 2001:db8::ffff:0:0:1, YES", "2001:db8::/64, 2001:db8:0:1::1, NO",
        "2001:db8::/65, 2001:db8::7fff:0:0:1, YES", "2001:db8::/65, 2001:db8::8000:0:0:1, NO",
        "2001:db8::/127, 2001:db8::1, YES", "2001:db8::/127, 2001:db8::2, NO",
    })
    void shouldMatchAddressesOfNetworkWhenTested(String value, String address, Match expected) throws Exception {
        assertBoth(expected, value, address);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 192.0.2.1, YES", "0.0.0.0/0, 2001:db8::1, NO", "::/0, 2001:db8::1, YES", "::/0, 192.0.2.1, NO",
        "::/64, 192.0.2.1, NO", "::/64, ::1, YES", "::192.0.2.1, 192.0.2.1, NO", "::192.0.2.1, ::c000:201, YES",
    })
    void shouldMatchOneVersionOnlyWhenNetworkCoversMappedAddresses(String value, String address, Match expected) throws Exception {
        assertBoth(expected, value, address);
    }

    @ParameterizedTest
    @CsvSource({
        "loopback, 127.0.0.53, YES", "loopback, ::1, YES", "loopback, 128.0.0.1, NO", "loopback, ::2, NO",
        "private, 10.1.2.3, YES", "private, 172.31.0.1, YES", "private, 172.32.0.1, NO", "private, 192.168.1.1, YES",
        "private, fd00::1, YES", "private, fe80::1, NO", "private, 100.64.0.1, NO",
        "link-local, 169.254.1.1, YES", "link-local, febf::1, YES", "link-local, fec0::1, NO",
        "multicast, 239.255.255.250, YES", "multicast, ff02::1, YES", "multicast, 240.0.0.1, NO",
        "broadcast, 255.255.255.255, YES", "broadcast, 255.255.255.254, NO",
    })
    void shouldMatchBothVersionsWhenValueIsWord(String value, String address, Match expected) throws Exception {
        assertBoth(expected, value, address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0", "loopback"})
    void shouldNotKnowWhenVersionIsUnknown(String value) throws Exception {
        assertEquals(Match.UNKNOWN, parse("src", value).test(Packets.ip(-1, 6)));
        assertEquals(Match.UNKNOWN, parse("dst", value).test(Packets.ip(-1, 6)));
    }

    @Test
    void shouldMatchEachWhenValuesAreList() throws Exception {
        Criterion list = parse("dst", "192.0.2.1", "2001:db8::/32", "loopback");
        assertEquals(Match.YES, list.test(Packets.between("192.0.2.9", "192.0.2.1")));
        assertEquals(Match.YES, list.test(Packets.between("::2", "2001:db8::5")));
        assertEquals(Match.YES, list.test(Packets.between("::2", "::1")));
        assertEquals(Match.NO, list.test(Packets.between("192.0.2.9", "192.0.2.2")));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 0", "::/0, 0", "10.0.0.0/8, 25", "192.0.2.1, 100", "2001:db8::/32, 25", "2001:db8::1, 100", "loopback, 25", "private, 5"
    })
    void shouldBeMoreSpecificWhenPrefixIsLonger(String value, int expected) throws Exception {
        assertEquals(expected, parse("dst", value).specificity());
    }

    @Test
    void shouldTakeSpecificityOfWidestWhenValuesAreList() throws Exception {
        assertEquals(24, parse("dst", "192.0.2.1", "10.0.0.0/8").specificity());
        assertEquals(0, parse("dst", "192.0.2.1", "0.0.0.0/0").specificity());
    }

    @Test
    void shouldDeclareWhatItReadsWhenAsked() throws Exception {
        assertEquals(Set.of(Facet.SOURCE, Facet.PROTOCOL), parse("src", "::1").facets());
        assertEquals(Set.of(Facet.DESTINATION, Facet.PROTOCOL), parse("dst", "::1").facets());
        assertTrue(parse("dst", "::1").isPure());
    }

    @Test
    void shouldCompleteWordsWhenPrefixFits() {
        assertEquals(List.of("link-local", "loopback"), provider.complete("dst", "l"));
    }

    private void assertBoth(Match expected, String value, String address) throws RuleSyntaxException {
        String other = address.contains(":") ? "2001:db8:dead::" : "203.0.113.9";
        assertEquals(expected, parse("src", value).test(Packets.between(address, other)));
        assertEquals(expected, parse("dst", value).test(Packets.between(other, address)));
    }

    private Criterion parse(String name, String... values) throws RuleSyntaxException {
        return provider.parse(name, List.of(values));
    }
}
