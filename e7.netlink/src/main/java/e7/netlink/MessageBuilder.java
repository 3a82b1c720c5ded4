package e7.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes netlink messages one behind the other into a direct buffer. One thread; only {@link #putString} allocates.
 *
 * <pre>
 *   struct nlmsghdr, host order          struct nlattr, host order
 *    0  u32 nlmsg_len, header included    0  u16 nla_len, header included, padding not
 *    4  u16 nlmsg_type                    2  u16 nla_type, NLA_F_NESTED | NLA_F_NET_BYTEORDER
 *    6  u16 nlmsg_flags                   4  what it holds, then zeros up to a multiple of 4
 *    8  u32 nlmsg_seq
 *   12  u32 nlmsg_pid, 0 for the kernel
 * </pre>
 *
 * Every method throws {@link IllegalStateException} if the buffer is full, with nothing written beyond it.
 */
public final class MessageBuilder {
    private static final int NONE = -1;

    private final ByteBuffer buffer;
    private final long address;
    private int end;
    private int message = NONE;

    /** Makes a builder with room for {@code capacity} bytes. */
    public MessageBuilder(int capacity) {
        buffer = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        address = Libc.address(buffer);
    }

    /** Forgets all messages. */
    public MessageBuilder clear() {
        end = 0;
        message = NONE;
        return this;
    }

    /** Begins a message; the one before must be ended. */
    public MessageBuilder begin(int type, int flags, int sequence) {
        if (message != NONE) {
            throw new IllegalStateException("message not ended: at=" + message);
        }
        int start = reserve(Netlink.NLMSG_HDRLEN);
        message = start;
        buffer.putInt(start, 0).putShort(start + 4, (short) type).putShort(start + 6, (short) flags);
        buffer.putInt(start + 8, sequence).putInt(start + 12, 0);
        return this;
    }

    /** Ends the message: its length is now known. */
    public MessageBuilder end() {
        buffer.putInt(message, end - message);
        message = NONE;
        return this;
    }

    /** Writes the four bytes behind each netfilter message's header: struct nfgenmsg, the resource id big-endian. */
    public MessageBuilder putNfgenmsg(int family, int resource) {
        int at = reserve(Netlink.NFGENMSG_LEN);
        buffer.put(at, (byte) family).put(at + 1, (byte) Netlink.NFNETLINK_V0);
        buffer.putShort(at + 2, Netlink.bigEndian((short) resource));
        return this;
    }

    /** Appends bytes of a family's own header, padded to a multiple of 4. */
    public MessageBuilder putRaw(byte[] bytes) {
        int at = reserve(bytes.length);
        buffer.put(at, bytes);
        return this;
    }

    /** An attribute of one byte. */
    public MessageBuilder putU8(int type, int value) {
        buffer.put(attribute(type, 1), (byte) value);
        return this;
    }

    /** An attribute of two bytes, big-endian. */
    public MessageBuilder putU16Be(int type, int value) {
        buffer.putShort(attribute(type, 2), Netlink.bigEndian((short) value));
        return this;
    }

    /** An attribute of four bytes, big-endian. */
    public MessageBuilder putU32Be(int type, int value) {
        buffer.putInt(attribute(type, 4), Netlink.bigEndian(value));
        return this;
    }

    /** An attribute of four bytes in host order. */
    public MessageBuilder putU32(int type, int value) {
        buffer.putInt(attribute(type, 4), value);
        return this;
    }

    /** An attribute of eight bytes, big-endian. */
    public MessageBuilder putU64Be(int type, long value) {
        buffer.putLong(attribute(type, 8), Netlink.bigEndian(value));
        return this;
    }

    /** An attribute that holds these bytes. */
    public MessageBuilder putBytes(int type, byte[] bytes) {
        buffer.put(attribute(type, bytes.length), bytes);
        return this;
    }

    /** An attribute that holds this text in UTF-8, with a NUL behind it. */
    public MessageBuilder putString(int type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = attribute(type, bytes.length + 1);
        buffer.put(at, bytes);
        return this;
    }

    /** Begins an attribute that holds attributes; to be ended with {@link #endNested}. */
    public int beginNested(int type) {
        return attribute(type | Netlink.NLA_F_NESTED, 0);
    }

    /** Ends a nested attribute, given what {@link #beginNested} returned. */
    public MessageBuilder endNested(int nested) {
        int start = nested - Netlink.NLA_HDRLEN;
        buffer.putShort(start, (short) (end - start));
        return this;
    }

    private int attribute(int type, int length) {
        int at = reserve(Netlink.NLA_HDRLEN + length);
        buffer.putShort(at, (short) (Netlink.NLA_HDRLEN + length)).putShort(at + 2, (short) type);
        return at + Netlink.NLA_HDRLEN;
    }

    /** Takes the next bytes, padding included, and zeroes the padding. */
    private int reserve(int length) {
        int padded = Netlink.align(length);
        if (padded > buffer.capacity() - end) {
            throw new IllegalStateException("message buffer full: capacity=" + buffer.capacity() + " needed=" + (end + padded));
        }
        int at = end;
        end += padded;
        if (padded > 0) {
            buffer.putInt(end - 4, 0);
        }
        return at;
    }

    /** Bytes written. */
    public int length() {
        return end;
    }

    /** Where the first byte is; valid while this builder is reachable. */
    public long address() {
        return address;
    }

    /** What was written, host order; its position and limit mean nothing. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        byte[] bytes = new byte[end];
        buffer.get(0, bytes);
        return bytes;
    }
}
