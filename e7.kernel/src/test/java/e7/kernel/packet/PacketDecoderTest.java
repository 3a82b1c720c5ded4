package e7.kernel.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.Packet;
import e7.kernel.fakes.Allocations;
import e7.kernel.fakes.RawPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketDecoderTest {

    private static final int UNKNOWN = Packet.UNKNOWN;

    private final DecodedPacket packet = new DecodedPacket(new InterfaceNames());

    private DecodedPacket decode(byte[] bytes) {
        return decode(RawPacket.of(bytes));
    }

    private DecodedPacket decode(RawPacket raw) {
        PacketDecoder.decode(raw, packet);
        return packet;
    }

    private void assertTransportUnknown() {
        assertEquals(UNKNOWN, packet.protocol());
        assertEquals(UNKNOWN, packet.sourcePort());
        assertEquals(UNKNOWN, packet.destinationPort());
        assertEquals(UNKNOWN, packet.icmpType());
        assertEquals(UNKNOWN, packet.icmpCode());
        assertEquals(UNKNOWN, packet.icmpIdentifier());
        assertEquals(UNKNOWN, packet.tcpFlags());
        assertEquals(UNKNOWN, packet.payloadLength());
    }

    @Test
    void shouldReadTcpOverIpv4() {
        decode(Bytes.ipv4(6, 0, Bytes.tcp(40000, 443, 5, 0x12, 7)));
        assertEquals(4, packet.version());
        assertEquals(6, packet.protocol());
        assertEquals(0, packet.sourceHigh());
        assertEquals(Packet.IPV4_PREFIX | 0x0a000001L, packet.sourceLow());
        assertEquals(Packet.IPV4_PREFIX | 0xc0000201L, packet.destinationLow());
        assertEquals(40000, packet.sourcePort());
        assertEquals(443, packet.destinationPort());
        assertEquals(0x12, packet.tcpFlags());
        assertEquals(7, packet.payloadLength());
        assertEquals(UNKNOWN, packet.icmpType());
    }

    @Test
    void shouldSkipIpv4AndTcpOptions() {
        for (int words = 0; words <= 10; words++) {
            decode(Bytes.ipv4(6, words, Bytes.tcp(1, 2, 5 + words, 2, 3)));
            assertEquals(1, packet.sourcePort());
            assertEquals(3, packet.payloadLength());
        }
    }

    @Test
    void shouldReadEveryProtocolWithPorts() {
        for (int protocol : new int[] {6, 17, 33, 132, 136}) {
            decode(Bytes.ipv4(protocol, 0, Bytes.tcp(65535, 53, 5, 0, 0)));
            assertEquals(protocol, packet.protocol());
            assertEquals(65535, packet.sourcePort());
            assertEquals(53, packet.destinationPort());
        }
    }

    @Test
    void shouldReadTheIdentifierOfEchoesOnly() {
        for (int type = 0; type < 256; type++) {
            decode(Bytes.ipv4(1, 0, Bytes.icmp(type, 3, 0xbeef)));
            assertEquals(type, packet.icmpType());
            assertEquals(3, packet.icmpCode());
            assertEquals(type == 0 || type == 8 ? 0xbeef : UNKNOWN, packet.icmpIdentifier());
            decode(Bytes.ipv6(58, Bytes.icmp(type, 3, 0xbeef)));
            assertEquals(type, packet.icmpType());
            assertEquals(type == 128 || type == 129 ? 0xbeef : UNKNOWN, packet.icmpIdentifier());
            assertEquals(UNKNOWN, packet.sourcePort());
        }
    }

    @Test
    void shouldKnowAProtocolThatItDoesNotReadFurther() {
        decode(Bytes.ipv4(47, 0, new byte[3]));
        assertEquals(47, packet.protocol());
        assertEquals(3, packet.payloadLength());
        assertEquals(UNKNOWN, packet.sourcePort());
    }

    @Test
    void shouldReadTheFirstFragmentAndNoOther() {
        byte[] bytes = Bytes.ipv4(17, 0, Bytes.udp(1, 2, 8));
        ByteBuffer.wrap(bytes).putShort(6, (short) 0x2000);
        assertEquals(17, decode(bytes).protocol());
        ByteBuffer.wrap(bytes).putShort(6, (short) 0x4000);
        assertEquals(17, decode(bytes).protocol());
        for (int offset = 1; offset <= 0x1fff; offset += 7) {
            ByteBuffer.wrap(bytes).putShort(6, (short) offset);
            decode(bytes);
            assertEquals(4, packet.version());
            assertTransportUnknown();
        }
    }

    @Test
    void shouldReadIpv6BehindEachExtensionHeader() {
        for (int header : new int[] {0, 43, 44, 51, 60, 135, 139, 140}) {
            for (int units = 0; units < 3; units++) {
                byte[] extension = Bytes.extension(header, 6, units);
                decode(Bytes.ipv6(header, Bytes.join(extension, Bytes.tcp(7, 8, 5, 2, 9))));
                assertEquals(6, packet.protocol(), "behind header " + header);
                assertEquals(8, packet.destinationPort());
                assertEquals(9, packet.payloadLength());
            }
        }
    }

    @Test
    void shouldReadIpv6BehindAllExtensionHeaders() {
        byte[] rest = Bytes.udp(5, 6, 1);
        int next = 17;
        for (int header : new int[] {140, 139, 135, 60, 51, 44, 43, 0}) {
            rest = Bytes.join(Bytes.extension(header, next, 1), rest);
            next = header;
        }
        decode(Bytes.ipv6(next, rest));
        assertEquals(17, packet.protocol());
        assertEquals(6, packet.destinationPort());
        assertEquals(0x20010db800000000L, packet.sourceHigh());
        assertEquals(1, packet.sourceLow());
        assertEquals(2, packet.destinationLow());
    }

    @Test
    void shouldReadTheFirstIpv6FragmentAndNoOther() {
        byte[] fragment = Bytes.extension(44, 17, 0);
        ByteBuffer.wrap(fragment).putShort(2, (short) 1);
        assertEquals(17, decode(Bytes.ipv6(44, Bytes.join(fragment, Bytes.udp(1, 2, 0)))).protocol());
        ByteBuffer.wrap(fragment).putShort(2, (short) (8 | 1));
        decode(Bytes.ipv6(44, Bytes.join(fragment, Bytes.udp(1, 2, 0))));
        assertEquals(6, packet.version());
        assertTransportUnknown();
    }

    @Test
    void shouldNotKnowTheProtocolWhenAHeaderIsCut() {
        byte[][] packets = {
            Bytes.ipv4(6, 2, Bytes.tcp(1, 2, 5, 2, 0)),
            Bytes.ipv4(17, 0, Bytes.udp(1, 2, 0)),
            Bytes.ipv4(1, 0, Bytes.icmp(8, 0, 1)),
            Bytes.ipv6(58, Bytes.icmp(128, 0, 1)),
            Bytes.ipv6(0, Bytes.join(Bytes.extension(0, 51, 2), Bytes.extension(51, 6, 3), Bytes.tcp(1, 2, 5, 2, 0)))
        };
        for (byte[] whole : packets) {
            for (int captured = 0; captured < whole.length; captured++) {
                decode(RawPacket.of(whole).captured(captured));
                assertTransportUnknown();
                decode(RawPacket.of(whole).captured(captured).length(captured));
                assertTransportUnknown();
            }
            assertFalse(decode(whole).protocol() == UNKNOWN);
        }
    }

    @Test
    void shouldReadAWholeHeaderThoughThePayloadIsCut() {
        byte[] whole = Bytes.ipv4(6, 0, Bytes.tcp(1, 2, 15, 2, 1000));
        decode(RawPacket.of(whole).captured(40));
        assertEquals(2, packet.destinationPort());
        assertEquals(1000, packet.payloadLength());
    }

    @Test
    void shouldTrustTheKernelsLengthWhenTheFieldIsZero() {
        byte[] bytes = Bytes.ipv4(6, 0, Bytes.tcp(1, 2, 5, 2, 100));
        ByteBuffer.wrap(bytes).putShort(2, (short) 0);
        decode(RawPacket.of(bytes).length(70_000));
        assertEquals(70_000 - 40, packet.payloadLength());
        byte[] six = Bytes.ipv6(6, Bytes.tcp(1, 2, 5, 2, 100));
        ByteBuffer.wrap(six).putShort(4, (short) 0);
        decode(RawPacket.of(six).length(70_000));
        assertEquals(70_000 - 60, packet.payloadLength());
    }

    @Test
    void shouldNotReadOnWhenALengthLies() {
        byte[] four = Bytes.ipv4(17, 0, Bytes.udp(1, 2, 20));
        ByteBuffer.wrap(four).putShort(2, (short) (four.length - 4));
        decode(four);
        assertTransportUnknown();
        byte[] six = Bytes.ipv6(17, Bytes.udp(1, 2, 20));
        ByteBuffer.wrap(six).putShort(4, (short) 3);
        decode(six);
        assertTransportUnknown();
        byte[] shortHeader = Bytes.ipv4(17, 0, Bytes.udp(1, 2, 20));
        for (int words = 0; words < 5; words++) {
            shortHeader[0] = (byte) (0x40 | words);
            decode(shortHeader);
            assertTransportUnknown();
        }
    }

    @Test
    void shouldNotReadTcpWhoseDataOffsetIsImpossible() {
        for (int words = 0; words < 16; words++) {
            decode(Bytes.ipv4(6, 0, Bytes.tcpWithDataOffset(words, 4)));
            assertEquals(words == 5 || words == 6 ? 6 : UNKNOWN, packet.protocol(), "data offset " + words);
            assertEquals(words == 5 || words == 6 ? 2 : UNKNOWN, packet.tcpFlags(), "data offset " + words);
        }
    }

    @Test
    void shouldForgetEverythingOfThePacketBefore() {
        decode(Bytes.ipv4(6, 0, Bytes.tcp(1, 2, 5, 2, 0)));
        packet.process(ProcessIdentity.KERNEL, 5);
        decode(RawPacket.of(new byte[] {0x35}).direction(Direction.IN));
        assertEquals(UNKNOWN, packet.version());
        assertEquals(0, packet.sourceLow());
        assertEquals(Direction.IN, packet.direction());
        assertFalse(packet.process().isKnown(), "the process is this packet's own or none");
        assertEquals(UNKNOWN, packet.pathId());
        assertTransportUnknown();
    }

    @Test
    void shouldKnowNothingOfAPacketWithARouteOfItsOwn() {
        for (int route : new int[] {131, 137}) {
            byte[] routed = Bytes.ipv4(17, 3, Bytes.udp(1, 2, 0));
            // No operation, then a route of one address.
            System.arraycopy(new byte[] {1, (byte) route, 7, 4, 10, 0, 0, 9, 1, 1, 1, 0}, 0, routed, 20, 12);
            for (int fragment : new int[] {0, 5}) {
                routed[7] = (byte) fragment;
                decode(routed);
                assertEquals(UNKNOWN, packet.version());
                assertEquals(0, packet.destinationLow());
                assertTransportUnknown();
            }
        }
        byte[] six = Bytes.ipv6(43, Bytes.join(Bytes.extension(43, 17, 2), Bytes.udp(1, 2, 0)));
        decode(six);
        assertEquals(2, packet.destinationPort(), "no segments left: it goes where it says");
        six[40 + 3] = 1;
        decode(six);
        assertEquals(UNKNOWN, packet.version());
        assertEquals(0, packet.destinationHigh());
        assertTransportUnknown();
    }

    @Test
    void shouldNotSearchBehindOptionsThatCannotBePassedOver() {
        byte[] options = Bytes.ipv4(17, 2, Bytes.udp(1, 2, 0));
        for (byte[] bad : new byte[][] {{1, 1, 7, 0, 1, 1, 1, 0}, {7, 1, 1, 1, 1, 1, 1, 0}, {1, 1, 1, 1, 1, 1, 1, 7}}) {
            System.arraycopy(bad, 0, options, 20, bad.length);
            decode(options);
            assertEquals(UNKNOWN, packet.version());
        }
        // Record route, and one that claims to be longer than the header; what the kernel makes of the latter is no route.
        for (byte[] good : new byte[][] {{7, 7, 4, 0, 0, 0, 0, 0}, {1, 7, 40, 4, 0, 0, 0, 0}}) {
            System.arraycopy(good, 0, options, 20, good.length);
            decode(options);
            assertEquals(2, packet.destinationPort());
        }
    }

    @Test
    void shouldTellForgedSourcesFromThoseThatAreNobodys() {
        byte[] six = Bytes.ipv6(17, Bytes.udp(1, 2, 0));
        decode(RawPacket.of(six));
        assertFalse(packet.isForged());
        for (long uid : new long[] {UNKNOWN, 1, 0}) {
            decode(RawPacket.of(six).foreignSource(true).uid(uid));
            assertEquals(uid != 0, packet.isForged(), "root may: " + uid);
        }
        // To itself by lo, and by a wire.
        System.arraycopy(six, 8, six, 24, 16);
        for (int device = 1; device <= 2; device++) {
            decode(RawPacket.of(six).foreignSource(true).outInterface(device));
            assertEquals(device != 1, packet.isForged());
        }
        // From the unspecified address.
        Arrays.fill(six, 8, 24, (byte) 0);
        byte[] four = Bytes.ipv4(17, 0, Bytes.udp(1, 2, 0));
        Arrays.fill(four, 12, 16, (byte) 0);
        for (byte[] bytes : List.of(six, four)) {
            decode(RawPacket.of(bytes).foreignSource(true));
            assertFalse(packet.isForged());
        }
        decode(RawPacket.of(new byte[] {0x35}).foreignSource(true));
        assertTrue(packet.isForged(), "what cannot be read is not believed");
    }

    @Test
    void shouldCopyEveryFacet() {
        decode(RawPacket.of(Bytes.ipv6(58, Bytes.icmp(128, 2, 77))).uid(5).outInterface(3).foreignSource(true));
        packet.process(ProcessIdentity.KERNEL, 9);
        DecodedPacket copy = packet.copy();
        decode(Bytes.ipv4(6, 0, Bytes.tcp(1, 2, 5, 2, 0)));
        assertEquals(6, copy.version());
        assertEquals(58, copy.protocol());
        assertEquals(1, copy.sourceLow());
        assertEquals(2, copy.destinationLow());
        assertEquals(128, copy.icmpType());
        assertEquals(2, copy.icmpCode());
        assertEquals(77, copy.icmpIdentifier());
        assertEquals(5, copy.uid());
        assertTrue(copy.isForged());
        assertEquals(3, copy.outInterface());
        assertEquals(9, copy.pathId());
        assertEquals(ProcessIdentity.KERNEL, copy.process());
    }

    @Test
    void shouldSurviveRandomBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            if (bytes.length > 6) {
                bytes[0] = (byte) (random.nextBoolean() ? 0x40 | random.nextInt(16) : 0x60);
                bytes[6] = (byte) new int[] {0, 43, 44, 51, 60, 6, 17, 58}[random.nextInt(8)];
            }
            decode(RawPacket.of(bytes).length(bytes.length + random.nextInt(3) * 40));
            boolean hasPorts = IpProtocol.hasPorts(packet.protocol());
            assertEquals(hasPorts, packet.sourcePort() >= 0);
            assertEquals(hasPorts, packet.destinationPort() >= 0);
            assertEquals(packet.protocol() == 6, packet.tcpFlags() >= 0);
            assertEquals(packet.protocol() != UNKNOWN, packet.payloadLength() >= 0);
            assertFalse(packet.protocol() >= 0 && packet.version() < 0);
        }
    }

    @Test
    void shouldAllocateNothing() {
        RawPacket raw = RawPacket.of(Bytes.ipv6(0, Bytes.join(Bytes.extension(0, 6, 1), Bytes.tcp(1, 2, 5, 2, 3))));
        assertEquals(0, Allocations.bytes(10_000, () -> PacketDecoder.decode(raw, packet)));
    }
}
