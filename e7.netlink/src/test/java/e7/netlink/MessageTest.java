package e7.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void shouldReadWhatWasBuilt() {
        MessageBuilder builder = new MessageBuilder(512);
        builder.begin(0x1234, Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK, 77).putNfgenmsg(Netlink.NFPROTO_INET, 0x0102);
        builder.putU8(1, 0xfe).putU16Be(2, 0xfedc).putU32Be(3, 0xfedcba98).putU32(4, 0x01020304).putU64Be(5, -2).putString(6, "tafla");
        int outer = builder.beginNested(7);
        int inner = builder.beginNested(8);
        builder.putBytes(9, new byte[] {1, 2, 3}).endNested(inner).endNested(outer).end();
        builder.begin(0x10, 0, 78).end();

        MessageReader reader = new MessageReader().wrap(builder.buffer(), 0, builder.length());
        assertTrue(reader.next());
        assertEquals(0x1234, reader.type());
        assertEquals(Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK, reader.flags());
        assertEquals(77, reader.sequence());
        AttributeReader attributes = reader.attributes(new AttributeReader(), Netlink.NFGENMSG_LEN);
        assertEquals(0xfe, at(attributes, 1).u8());
        assertEquals(0xfedc, at(attributes, 2).u16Be());
        assertEquals(0xfedcba98, at(attributes, 3).u32Be());
        assertEquals(0x01020304, at(attributes, 4).u32());
        assertEquals(-2, at(attributes, 5).u64Be());
        assertEquals("tafla", at(attributes, 6).string());
        AttributeReader nested = new AttributeReader().wrapNested(at(attributes, 7));
        AttributeReader innermost = new AttributeReader().wrapNested(at(nested, 8));
        assertArrayEquals(new byte[] {1, 2, 3}, at(innermost, 9).bytes());
        assertFalse(innermost.next() || nested.next() || attributes.next());
        assertFalse(attributes.isCut());
        assertTrue(reader.next());
        assertEquals(78, reader.sequence());
        assertEquals(0, reader.bodyLength());
        assertFalse(reader.next());
        assertFalse(reader.isCut());
    }

    private static AttributeReader at(AttributeReader attributes, int type) {
        assertTrue(attributes.next());
        assertEquals(type, attributes.type());
        return attributes;
    }

    @Test
    void shouldZeroThePaddingOfAUsedBuffer() {
        MessageBuilder builder = new MessageBuilder(64);
        builder.begin(1, 0, 1).putBytes(1, Bytes.hex("ffffffff ffffffff")).end();
        builder.clear().begin(1, 0, 1).putU8(1, 0xff).end();
        assertEquals("18000000 0100 0000 01000000 00000000 0500 0100 ff000000".replace(" ", ""), Bytes.hex(builder.toByteArray()));
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        MessageBuilder builder = new MessageBuilder(24);
        builder.begin(1, 0, 1);
        assertThrows(IllegalStateException.class, () -> builder.putU64Be(1, 1));
        assertEquals(16, builder.length());
        builder.putU32Be(1, 1);
        assertThrows(IllegalStateException.class, () -> builder.beginNested(2));
        assertThrows(IllegalStateException.class, () -> builder.begin(1, 0, 2));
    }

    @Test
    void shouldNeverReadBeyondATruncatedDatagram() {
        MessageBuilder builder = new MessageBuilder(128);
        builder.begin(1, 0, 1).putU32Be(1, 7).putString(2, "ab").end();
        byte[] whole = builder.toByteArray();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            MessageReader reader = new MessageReader().wrap(Bytes.buffer(cut), 0, length);
            assertFalse(reader.next());
            assertEquals(length > 0, reader.isCut());
        }
        for (int length = Netlink.NLMSG_HDRLEN; length <= whole.length; length++) {
            MessageReader reader = Bytes.message(Arrays.copyOf(whole, length));
            AttributeReader attributes = reader.attributes(new AttributeReader(), 0);
            int found = 0;
            while (attributes.next()) {
                found++;
            }
            // The last attribute is whole without its padding, which here is one byte.
            int expected = length >= whole.length - 1 ? 2 : length >= Netlink.NLMSG_HDRLEN + 8 ? 1 : 0;
            assertEquals(expected, found, "length=" + length);
        }
    }

    @Test
    void shouldStopAtImpossibleLengths() {
        for (int length : new int[] {0, 3, 9, 0xffff}) {
            byte[] bytes = Bytes.hex("0000 0100 00000000");
            bytes[0] = (byte) length;
            bytes[1] = (byte) (length >>> 8);
            AttributeReader attributes = new AttributeReader().wrap(Bytes.buffer(bytes), 0, 8);
            assertFalse(attributes.next());
            assertTrue(attributes.isCut());
        }
        for (int length : new int[] {-1, 0, 15, 17, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            MessageReader reader = new MessageReader().wrap(Bytes.buffer(new byte[16]).putInt(0, length), 0, 16);
            assertFalse(reader.next());
            assertTrue(reader.isCut());
        }
    }

    @Test
    void shouldCheckBounds() {
        AttributeReader attributes = new AttributeReader().wrap(Bytes.buffer(Bytes.hex("0500 0100 07000000")), 0, 8);
        assertTrue(attributes.next());
        assertEquals(7, attributes.u8());
        assertThrows(IndexOutOfBoundsException.class, attributes::u16Be);
        assertThrows(IndexOutOfBoundsException.class, attributes::u32);
        assertThrows(IndexOutOfBoundsException.class, attributes::u64Be);
        assertThrows(IndexOutOfBoundsException.class, () -> new AttributeReader().wrap(Bytes.buffer(new byte[4]), 0, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> new MessageReader().wrap(Bytes.buffer(new byte[4]), 2, 3));
    }

    @Test
    void shouldReadErrorsWithAndWithoutText() {
        // Laid out by hand after linux/netlink.h: error -2 for message type 0x0a06, its body capped, then NLMSGERR_ATTR_MSG "gone".
        byte[] capped = Bytes.hex("""
                2c000000 0200 0003 05000000 00000000
                feffffff 40000000 060a 0500 05000000 00000000
                0900 0100 676f6e65 00000000""");
        MessageReader reader = Bytes.message(capped);
        assertEquals(Errno.ENOENT, reader.error());
        assertEquals(0x0a06, reader.failedType());
        assertEquals("gone", reader.errorText());
        for (int length = Netlink.NLMSG_HDRLEN; length < capped.length; length++) {
            MessageReader cut = Bytes.message(Arrays.copyOf(capped, length));
            assertEquals(length < 20 ? Errno.EBADMSG : Errno.ENOENT, cut.error());
            assertEquals(length < 36 ? -1 : 0x0a06, cut.failedType());
            // The text's NUL and its padding may be missing.
            assertEquals(length < 45 ? "" : "gone", cut.errorText(), "length=" + length);
        }
        byte[] silent = capped.clone();
        silent[7] = 1;
        assertEquals("", Bytes.message(silent).errorText());
    }

    @Test
    void shouldSayOneLine() {
        assertEquals("bind queue 7: EBUSY (taken)", new NetlinkException("bind queue 7", Errno.EBUSY, "taken", 3).getMessage());
        assertEquals("send: errno 200", new NetlinkException("send", 200).getMessage());
    }
}
