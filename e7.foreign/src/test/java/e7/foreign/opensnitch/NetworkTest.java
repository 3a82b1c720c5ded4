package e7.foreign.opensnitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "10.1.2.3/8, 10.0.0.0/8",
        "192.0.2.1/32, 192.0.2.1",
        "255.255.255.255/0, 0.0.0.0/0",
        "fe80::/10, fe80::/10",
        "2001:DB8::1/32, 2001:db8::/32",
        "::1/128, ::1",
        "::/0, ::/0",
        "2001:db8:0:1::/64, 2001:db8:0:1::/64"
    })
    void shouldReadNetworksAsGoDoes(String data, String text) throws UnsayableException {
        assertEquals(text, Network.cidr(data).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0/8", "010.0.0.0/8", "256.0.0.0/8", "::/129", "::ffff:10.0.0.0/104",
        "localhost/8", "::1%lo/128", "1:2:3/64", "10.0.0.0/8/8", "10.0.0.0/-1", ":/0", "1::2::3/64"
    })
    void shouldRefuseWhatIsNone(String data) {
        assertEquals("'" + data + "' is neither an address nor a network", assertThrows(UnsayableException.class, () -> Network.cidr(data)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::", "::1", "2001:db8::1", "2001:db8:0:1:0:0:2:3", "1:2:3:4:5:6:7:8", "1::", "0:1:2:3:4:5:6:7", "fe80::a:0:0:b"})
    void shouldTakeAddressesAsGoWritesThem(String data) throws UnsayableException {
        // Of two gaps of one length the first is shortened, and a single zero is none.
        String written = data.equals("2001:db8:0:1:0:0:2:3") ? "2001:db8:0:1::2:3" : data.equals("fe80::a:0:0:b") ? "fe80::a:0:0:b" : data;
        assertEquals(written, Network.address(written).text());
    }

    @ParameterizedTest
    @CsvSource({"::0001, ::1", "0:0::0, ::", "2001:DB8::1, 2001:db8::1", "1:0:0:2:0:0:0:3, 1:0:0:2::3", "::1.2.3.4, ::102:304"})
    void shouldRefuseAddressesThatOpenSnitchNeverFinds(String data, String written) {
        String reason = assertThrows(UnsayableException.class, () -> Network.address(data)).getMessage();
        assertEquals("OpenSnitch compares addresses as text, and never finds '" + data + "', which it writes " + written, reason);
    }

    @ParameterizedTest
    @CsvSource({"10., 10.0.0.0/8", "192.168., 192.168.0.0/16", "192.0.2., 192.0.2.0/24"})
    void shouldMakeNetworksOfBeginnings(String octets, String text) throws UnsayableException {
        assertEquals(text, Network.beginning(octets).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "10", "192.168", "192.0.2.1", "192.0.2.1.", "300.", "fe80:", "1..", "01."})
    void shouldRefuseBeginningsThatAreNoNetwork(String octets) {
        assertThrows(UnsayableException.class, () -> Network.beginning(octets));
    }
}
