package e7.netlink.nfqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.netlink.Bytes;
import e7.netlink.MessageBuilder;
import e7.netlink.MessageReader;
import e7.netlink.Netlink;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NfQueueCodecTest {
    /** Linux 6.18's, for a datagram "hello" over lo: {@code strace -xx -s 700 -e trace=recvmmsg}. */
    private static final byte[] PACKET = Bytes.hex("""
            6d000000 0003 0000 00000000 00000000   02 00 0007
            0b00 0100 00000001 0800 03 00
            0800 0600 00000001
            0800 0300 00400000
            0800 1000 00000000
            0800 1100 00000000
            0800 0e00 00000001
            2500 0a00 45000021a85b4000 4011946e7f000001 7f000001c25a8394 000dfe2068656c6c 6f""");
    private static final int PAYLOAD = 33;

    private final PacketMessage packet = new PacketMessage();

    @Test
    void shouldDecodeWhatTheKernelSends() {
        MessageReader message = Bytes.message(PACKET);
        assertTrue(packet.decode(message));
        assertEquals(NfQueue.NFQNL_MSG_PACKET, message.type());
        assertEquals(1, packet.id());
        assertEquals(0x00400000, packet.mark());
        assertEquals(1, packet.outInterface());
        assertEquals(0, packet.uid());
        assertEquals(0, packet.gid());
        assertEquals(NfQueue.NFQA_SKB_CSUMNOTREADY, packet.skbInfo());
        assertEquals(PAYLOAD, packet.payloadLength());
        assertEquals(PAYLOAD, packet.packetLength());
        assertEquals(PACKET.length - PAYLOAD, packet.payloadOffset());
        assertEquals('o', message.buffer().get(packet.payloadOffset() + PAYLOAD - 1));
    }

    @Test
    void shouldNeverReadBeyondATruncatedMessage() {
        for (int length = Netlink.NLMSG_HDRLEN; length < PACKET.length; length++) {
            MessageReader message = Bytes.message(Arrays.copyOf(PACKET, length));
            if (packet.decode(message)) {
                // Cut exactly between two attributes.
                assertEquals(0, packet.payloadLength(), "length=" + length);
                assertEquals(1, packet.id());
            }
        }
    }

    @Test
    void shouldForgetThePacketBefore() {
        assertTrue(packet.decode(Bytes.message(PACKET)));
        assertTrue(packet.decode(Bytes.message(Bytes.hex("00000000 0003 0000 00000000 00000000 02 00 0007 0b00 0100 fffffffe 0800 03"))));
        assertEquals(-2, packet.id());
        assertEquals(0, packet.mark());
        assertEquals(0, packet.outInterface());
        assertEquals(PacketMessage.NONE, packet.uid());
        assertEquals(PacketMessage.NONE, packet.gid());
        assertEquals(0, packet.payloadLength());
        assertEquals(0, packet.skbInfo());
    }

    @Test
    void shouldTakeTheLengthOfAPacketThatWasCut() {
        MessageBuilder builder = new MessageBuilder(128);
        builder.begin(NfQueue.NFQNL_MSG_PACKET, 0, 0).putNfgenmsg(Netlink.AF_INET, 7);
        builder.putU32Be(NfQueue.NFQA_PACKET_HDR, 5).putU32Be(NfQueue.NFQA_CAP_LEN, 65_000).putU32Be(NfQueue.NFQA_UID, -1);
        builder.putBytes(NfQueue.NFQA_PAYLOAD, new byte[20]).putU32Be(999, 1).end();
        MessageReader message = new MessageReader().wrap(builder.buffer(), 0, builder.length());
        assertTrue(message.next() && packet.decode(message));
        assertEquals(65_000, packet.packetLength());
        assertEquals(20, packet.payloadLength());
        assertEquals(0xffffffffL, packet.uid());
    }

    @Test
    void shouldRefuseAMessageWithoutId() {
        assertFalse(packet.decode(Bytes.message(Bytes.hex("00000000 0003 0000 00000000 00000000 02 00 0007 0800 0300 00400000"))));
    }

    @Test
    void shouldEncodeVerdicts() {
        VerdictBatch batch = new VerdictBatch(7, 2);
        assertEquals(0, batch.toByteArray().length);
        batch.add(0x01020304, NfQueue.NF_ACCEPT, 0x8e0000ff);
        assertFalse(batch.isFull());
        batch.add(-1, NfQueue.NF_DROP, 0);
        assertTrue(batch.isFull());
        // python3 -c "import struct; for v, i, m in (1, 0x01020304, 0x8e0000ff), (0, 0xffffffff, 0): print((struct.pack('<IHHIIBB', 40,
        //   0x301, 1, 0, 0, 0, 0) + struct.pack('>H', 7) + struct.pack('<HH', 12, 2) + struct.pack('>II', v, i)
        //   + struct.pack('<HH', 8, 3) + struct.pack('>I', m)).hex())"
        assertEquals("28000000010301000000000000000000000000070c0002000000000101020304080003008e0000ff"
                + "28000000010301000000000000000000000000070c00020000000000ffffffff0800030000000000", Bytes.hex(batch.toByteArray()));
    }

    @Test
    void shouldEncodeConfigurations() {
        MessageBuilder builder = new MessageBuilder(128).begin(NfQueue.NFQNL_MSG_CONFIG, Netlink.NLM_F_REQUEST, 1);
        QueueConfig.bind(builder, 7, 1024, NfQueue.NFQA_CFG_F_GSO | NfQueue.NFQA_CFG_F_UID_GID);
        builder.end();
        // Laid out by hand after linux/netfilter/nfnetlink_queue.h: command, length, flags, mask.
        assertEquals(Bytes.hex(Bytes.hex("""
                34000000 0203 0100 01000000 00000000 00 00 0007
                0800 0100 01 00 0000   0800 0300 00000400   0800 0500 0000000c   0800 0400 0000000d""")), Bytes.hex(builder.toByteArray()));
        builder.clear().begin(NfQueue.NFQNL_MSG_CONFIG, Netlink.NLM_F_REQUEST, 1);
        QueueConfig.copyPackets(builder, 7, 0x01020304);
        builder.end();
        assertEquals(Bytes.hex(Bytes.hex("20000000 0203 0100 01000000 00000000 00 00 0007   0900 0200 01020304 02 000000")),
                Bytes.hex(builder.toByteArray()));
    }

    @Test
    void shouldReadFigures() {
        List<String> lines = List.of("    5   1000    0 2   256     9     9       12  1",
                "    7   9299    3 2   256     4     1       17  1", "rubbish");
        assertEquals(new QueueFigures(3, 4, 1), QueueFigures.parse(lines, 7));
        assertEquals(QueueFigures.UNKNOWN, QueueFigures.parse(lines, 8));
        assertEquals(QueueFigures.UNKNOWN, QueueFigures.parse(List.of("7 1 x 2 3 4 5 6 1"), 7));
    }
}
