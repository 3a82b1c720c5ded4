package e7.kernel.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.kernel.fakes.RawPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipReportTest {

    private final DecodedPacket packet = new DecodedPacket(new InterfaceNames());

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A report with one record for each group. */
    private static byte[] records(int type, String... groups) {
        ByteBuffer bytes = ByteBuffer.allocate(1024);
        bytes.put(0, (byte) type).putShort(6, (short) groups.length).position(8);
        for (String group : groups) {
            bytes.putInt(4 << 24).put(address(group));
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** A report of one group, as before there were records. */
    private static byte[] single(int type, String group) {
        byte[] address = address(group);
        int at = address.length == 4 ? 4 : 8;
        return ByteBuffer.allocate(at + address.length).put(0, (byte) type).put(at, address).array();
    }

    private static byte[] wrap(byte[] report) {
        boolean six = (report[0] & 0xff) > 0x80;
        return six ? Bytes.ipv6(0, Bytes.join(Bytes.extension(0, 58, 0), report)) : Bytes.ipv4(2, 1, report);
    }

    private boolean isChosen(byte[] report) {
        PacketDecoder.decode(RawPacket.of(wrap(report)), packet);
        return packet.reportsChosenGroups();
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.251", "224.0.1.129", "239.255.255.250", "ff02::fb", "ff05::c", "ff02::1:3", "ff02::1:ff12:3456", "ff0e::101"})
    void shouldLetWellKnownGroupsBe(String group) {
        boolean six = group.contains(":");
        for (int type : six ? new int[] {131, 132} : new int[] {0x12, 0x16, 0x17}) {
            assertFalse(isChosen(single(type, group)));
        }
        assertFalse(isChosen(records(six ? 143 : 0x22, group, group, group)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.2.1", "225.0.0.251", "239.255.255.251", "ff12::fb", "ff02::2:0", "ff02::1:fe12:3456", "ff02:0:0:1::fb", "ff02::1:0:0:fb",
        "ff05::1:ff12:3456"})
    void shouldNoticeOtherGroups(String group) {
        boolean six = group.contains(":");
        assertTrue(isChosen(single(six ? 131 : 0x16, group)));
        String known = six ? "ff02::fb" : "224.0.0.251";
        assertTrue(isChosen(records(six ? 143 : 0x22, group)));
        assertTrue(isChosen(records(six ? 143 : 0x22, known, known, group)), "whatever stands before it");
    }

    @Test
    void shouldNoticeSourcesAndWhateverElseIsInARecord() {
        for (String group : new String[] {"ff02::fb", "224.0.0.251"}) {
            byte[] report = records(group.contains(":") ? 143 : 0x22, group);
            byte[] longer = Arrays.copyOf(report, report.length + address(group).length);
            assertTrue(isChosen(longer), "bytes behind the records");
            longer[11] = 1;
            assertTrue(isChosen(longer), "a source");
            longer[11] = 0;
            longer[9] = (byte) (address(group).length / 4);
            assertTrue(isChosen(longer), "auxiliary data");
            report[7] = 0;
            assertTrue(isChosen(report), "a record that is not counted");
            assertTrue(isChosen(Arrays.copyOf(single(group.contains(":") ? 131 : 0x16, group), 32)));
        }
    }

    @Test
    void shouldNotTrustWhatIsNotWhole() {
        byte[] six = wrap(records(143, "ff02::fb", "ff02::fb"));
        byte[] four = wrap(records(0x22, "224.0.0.251", "224.0.0.251"));
        for (byte[] bytes : new byte[][] {six, four}) {
            for (int captured = 0; captured < bytes.length; captured++) {
                PacketDecoder.decode(RawPacket.of(bytes).captured(captured), packet);
                assertEquals(packet.protocol() >= 0, packet.reportsChosenGroups(), "captured " + captured);
            }
        }
    }

    @Test
    void shouldTakeNothingElseForAReport() {
        assertTrue(isChosen(new byte[] {0x11, 0, 0, 0, 0, 0, 0, 0}), "a query is nothing that a host's kernel sends");
        PacketDecoder.decode(RawPacket.of(Bytes.ipv6(58, Bytes.icmp(135, 0, 0))), packet);
        assertFalse(packet.reportsChosenGroups());
        PacketDecoder.decode(RawPacket.of(Bytes.ipv4(1, 0, Bytes.icmp(0x22, 0, 0))), packet);
        assertFalse(packet.reportsChosenGroups());
        PacketDecoder.decode(RawPacket.of(wrap(records(143, "ff15::1"))), packet);
        assertTrue(packet.copy().reportsChosenGroups());
    }
}
