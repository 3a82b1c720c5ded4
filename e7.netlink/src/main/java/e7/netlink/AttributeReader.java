package e7.netlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks over attributes, or over those nested in one. A flyweight: {@link #wrap} once, then {@link #next} until it returns false. The last
 * attribute need not be padded. Reading beyond an attribute throws {@link IndexOutOfBoundsException}; decoders of what others may have
 * written check {@link #length} first.
 */
public final class AttributeReader {
    private ByteBuffer buffer;
    private int end;
    private int following;
    private int offset;
    private int length;
    private int type;
    private boolean cut;

    /**
     * Begins anew.
     *
     * @param newBuffer in host order
     * @param from where the first attribute is
     * @param to where the last one ends
     */
    public AttributeReader wrap(ByteBuffer newBuffer, int from, int to) {
        if (from < 0 || to > newBuffer.capacity()) {
            throw new IndexOutOfBoundsException("attributes out of bounds: from=" + from + " to=" + to);
        }
        buffer = newBuffer;
        following = from;
        end = to;
        length = 0;
        cut = false;
        return this;
    }

    /** Begins with the attributes that the given reader's present attribute holds. */
    public AttributeReader wrapNested(AttributeReader outer) {
        return wrap(outer.buffer, outer.offset, outer.offset + outer.length);
    }

    /** Goes to the next attribute; false if there is none. */
    public boolean next() {
        int left = end - following;
        if (left < Netlink.NLA_HDRLEN) {
            cut |= left > 0;
            return false;
        }
        int whole = buffer.getShort(following) & 0xffff;
        if (whole < Netlink.NLA_HDRLEN || whole > left) {
            cut = true;
            return false;
        }
        type = buffer.getShort(following + 2) & Netlink.NLA_TYPE_MASK;
        offset = following + Netlink.NLA_HDRLEN;
        length = whole - Netlink.NLA_HDRLEN;
        following += Math.min(Netlink.align(whole), left);
        return true;
    }

    /** Whether {@link #next} ended at bytes that are no whole attribute. */
    public boolean isCut() {
        return cut;
    }

    /** The attribute's number, without the flags NLA_F_*. */
    public int type() {
        return type;
    }

    /** Where in the buffer the attribute's value begins. */
    public int offset() {
        return offset;
    }

    /** How many bytes the attribute's value has. */
    public int length() {
        return length;
    }

    /** The value's first byte, 0 to 255. */
    public int u8() {
        need(1);
        return buffer.get(offset) & 0xff;
    }

    /** The value's first two bytes, big-endian, 0 to 65535. */
    public int u16Be() {
        need(2);
        return Netlink.bigEndian(buffer.getShort(offset)) & 0xffff;
    }

    /** The value's first four bytes in host order. */
    public int u32() {
        need(4);
        return buffer.getInt(offset);
    }

    /** The value's first four bytes, big-endian. */
    public int u32Be() {
        need(4);
        return Netlink.bigEndian(buffer.getInt(offset));
    }

    /** The value's first eight bytes, big-endian. */
    public long u64Be() {
        need(8);
        return Netlink.bigEndian(buffer.getLong(offset));
    }

    /** The value as text, up to its NUL. */
    public String string() {
        byte[] bytes = bytes();
        int terminator = 0;
        while (terminator < bytes.length && bytes[terminator] != 0) {
            terminator++;
        }
        return new String(bytes, 0, terminator, StandardCharsets.UTF_8);
    }

    /** A copy of the value. */
    public byte[] bytes() {
        byte[] bytes = new byte[length];
        buffer.get(offset, bytes);
        return bytes;
    }

    private void need(int bytes) {
        if (length < bytes) {
            throw new IndexOutOfBoundsException("attribute too short: type=" + type + " length=" + length + " needed=" + bytes);
        }
    }
}
