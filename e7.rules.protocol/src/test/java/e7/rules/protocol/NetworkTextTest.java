package e7.rules.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.api.rule.RuleSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTextTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, ffff00000000, 32", "1.2.3.4, ffff01020304, 32", "255.255.255.255, ffffffffffff, 32",
        "0.0.0.0/0, ffff00000000, 0", "10.0.0.0/8, ffff0a000000, 8", "1.2.3.4/32, ffff01020304, 32",
    })
    void shouldReadIpv4WhenTextIsWellFormed(String text, String low, int prefix) throws Exception {
        assertEquals(new Network(4, 0, Long.parseUnsignedLong(low, 16), prefix), new NetworkText("dst", text).parse());
    }

    @ParameterizedTest
    @CsvSource({
        "::, 0, 0, 128", "::1, 0, 1, 128", "1::, 1000000000000, 0, 128", "1:2:3:4:5:6:7:8, 1000200030004, 5000600070008, 128",
        "1:2:3:4:5:6:7::, 1000200030004, 5000600070000, 128", "::2:3:4:5:6:7:8, 200030004, 5000600070008, 128",
        "2001:DB8::a, 20010db800000000, a, 128", "2001:0db8::000a, 20010db800000000, a, 128", "ffff::ffff, ffff000000000000, ffff, 128",
        "::1.2.3.4, 0, 1020304, 128", "64:ff9b::192.0.2.1, 64ff9b00000000, c0000201, 128",
        "1:2:3:4:5:6:1.2.3.4, 1000200030004, 5000601020304, 128",
        "::/0, 0, 0, 0", "2001:db8::/32, 20010db800000000, 0, 32", "fe80::/10, fe80000000000000, 0, 10", "::1/128, 0, 1, 128",
    })
    void shouldReadIpv6WhenTextIsWellFormed(String text, String high, String low, int prefix) throws Exception {
        Network expected = new Network(6, Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16), prefix);
        assertEquals(expected, new NetworkText("dst", text).parse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "10/8", "/8", "::1.2.3"})
    void shouldRefuseWhenIpv4HasNotFourNumbers(String text) {
        assertFault("an IPv4 address has four numbers, such as 192.0.2.1", text);
    }

    @ParameterizedTest
    @CsvSource({"300.1.1.1, 300", "1.2.3.256, 256", "1.2.3.99999999999, 99999999999", "::1.2.3.256, 256"})
    void shouldRefuseWhenIpv4NumberIsTooHigh(String text, String number) {
        assertFault("'" + number + "' is over 255", text);
    }

    @ParameterizedTest
    @CsvSource({"01.2.3.4, 01", "1.2.3.00, 00", "1.2.3.0/024, 024", "2001:db8::/032, 032"})
    void shouldRefuseWhenDecimalHasLeadingZero(String text, String number) {
        assertFault("'" + number + "' has a leading zero; write it without", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "1:::2", ":1", "1:", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7",
        "1:2:3:4::5:6:7:8", "12345::", "g::", "::-1", "2001:db8::x", "[::1]", "[::1]:80", "1:2:3:4:5:6:7:1.2.3.4", "::\uff11", ":1::"
    })
    void shouldRefuseWhenIpv6IsMalformed(String text) {
        assertFault("an IPv6 address has eight groups of up to four hex digits, or fewer with one ::, such as 2001:db8::1", text);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3.4/33, 33, 32", "2001:db8::/129, 129, 128", "1.2.3.4/9999999999, 9999999999, 32"})
    void shouldRefuseWhenPrefixIsTooLong(String text, String prefix, int longest) {
        assertFault("'" + prefix + "' is over " + longest, text);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3.4/, 32", "1.2.3.4/x, 32", "1.2.3.4/-1, 32", "1.2.3.0/255.255.255.0, 32", "1.2.3.0/24/24, 32", "::1/, 128"})
    void shouldRefuseWhenPrefixIsNoNumber(String text, int longest) {
        assertFault("behind the slash comes the length of the prefix, 0 to " + longest, text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, 10.0.0.0/8, 10.1.2.3", "1.2.3.4/0, 0.0.0.0/0, 1.2.3.4",
        "2001:db8::1/64, 2001:db8:0:0:0:0:0:0/64, 2001:db8:0:0:0:0:0:1",
    })
    void shouldSuggestNetworkAndAddressWhenBitsAreSetBehindPrefix(String text, String network, String address) {
        assertFault("bits are set behind the prefix; write " + network + " for the network, or " + address + " for the one address", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "localhost", "LOOPBACK", "1.2.3.4x", "-1.2.3.4", "any", "*", "1.2.3.4-1.2.3.9", "\u0661.2.3.4"})
    void shouldRefuseWhenTextIsName(String text) {
        assertFault("no address, and names are not looked up; write an address such as 192.0.2.1, a network such as 192.0.2.0/24,"
                + " or broadcast, link-local, loopback, multicast, private", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1%eth0", "fe80::1%eth0/64"})
    void shouldPointToInterfaceWhenAddressHasScope(String text) {
        assertFault("a scope has no place in an address; write interface=eth0 besides", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4:80", "1.2.3.4:"})
    void shouldPointToPortsWhenAddressHasPort(String text) {
        assertFault("a port has no place in an address; write sport= or dport= besides", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:192.0.2.1", "::ffff:c000:201", "0:0:0:0:0:ffff:192.0.2.1"})
    void shouldSuggestIpv4WhenAddressIsMapped(String text) {
        assertFault("that is an IPv4 address in IPv6's clothes; write 192.0.2.1", text);
    }

    private static void assertFault(String expected, String text) {
        RuleSyntaxException refused = assertThrows(RuleSyntaxException.class, () -> new NetworkText("src", text).parse());
        assertEquals("src=" + text + ": " + expected, refused.getMessage());
    }
}
