package e7.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    private static byte[] bytes(String address) throws UnknownHostException {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        return bytes.length == 16 ? bytes : ByteBuffer.allocate(16).putShort(10, (short) 0xffff).put(12, bytes).array();
    }

    private static String text(byte[] bytes, int port) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Addresses.text(buffer.getLong(0), buffer.getLong(8), port);
    }

    /** Examples of RFC 5952, section 4 and 5, and the ends. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::ABCD, 2001:db8::abcd",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0:0:0:0:0:0:0, fe80::",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
        "0:2:3:4:5:6:7:0, 0:2:3:4:5:6:7:0",
        "192.0.2.1, 192.0.2.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0"
    })
    void shouldWriteAddressesTheShortWay(String address, String text) throws UnknownHostException {
        assertEquals(text, text(bytes(address), -1));
    }

    @Test
    void shouldAddThePort() throws UnknownHostException {
        assertEquals("192.0.2.1:53", text(bytes("192.0.2.1"), 53));
        assertEquals("[2001:db8::1]:65535", text(bytes("2001:db8::1"), 65535));
        assertEquals("[::]:0", text(bytes("::"), 0));
    }

    @Test
    void shouldWriteWhatCanBeReadBack() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[16];
            for (int group = 0; group < 8; group++) {
                int value = random.nextBoolean() ? 0 : random.nextInt(0x10000);
                bytes[group * 2] = (byte) (value >> 8);
                bytes[group * 2 + 1] = (byte) value;
            }
            assertEquals(InetAddress.getByAddress(bytes), InetAddress.getByName(text(bytes, -1)));
        }
    }
}
