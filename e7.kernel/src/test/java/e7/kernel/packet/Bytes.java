package e7.kernel.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Headers written by hand, as their RFCs draw them. */
final class Bytes {

    private Bytes() {}

    static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(1024);
        for (byte[] part : parts) {
            all.put(part);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    /** 10.0.0.1 to 192.0.2.1, with so many words of options. */
    static byte[] ipv4(int protocol, int optionWords, byte[] rest) {
        int header = 20 + optionWords * 4;
        ByteBuffer bytes = ByteBuffer.allocate(header + rest.length);
        bytes.put(0, (byte) (0x40 | header / 4)).putShort(2, (short) bytes.capacity()).put(9, (byte) protocol);
        bytes.putInt(12, 0x0a000001).putInt(16, 0xc0000201).put(header, rest);
        return bytes.array();
    }

    /** 2001:db8::1 to 2001:db8::2. */
    static byte[] ipv6(int next, byte[] rest) {
        ByteBuffer bytes = ByteBuffer.allocate(40 + rest.length);
        bytes.put(0, (byte) 0x60).putShort(4, (short) rest.length).put(6, (byte) next);
        bytes.putLong(8, 0x20010db800000000L).putLong(16, 1);
        bytes.putLong(24, 0x20010db800000000L).putLong(32, 2).put(40, rest);
        return bytes.array();
    }

    /** An extension header; {@code units} longer than the shortest, in its own unit of length. */
    static byte[] extension(int header, int next, int units) {
        int length = switch (header) {
            case 44 -> 8;
            case 51 -> 8 + units * 4;
            default -> 8 + units * 8;
        };
        byte[] bytes = new byte[length];
        bytes[0] = (byte) next;
        bytes[1] = (byte) (header == 44 ? 0 : units);
        return bytes;
    }

    /** A TCP header of so many words, and a payload. */
    static byte[] tcp(int source, int destination, int words, int flags, int payload) {
        ByteBuffer bytes = ByteBuffer.allocate(words * 4 + payload);
        bytes.putShort(0, (short) source).putShort(2, (short) destination);
        return bytes.put(12, (byte) (words << 4)).put(13, (byte) flags).array();
    }

    /** A TCP header of five words that claims another length, and a payload. */
    static byte[] tcpWithDataOffset(int words, int payload) {
        byte[] bytes = tcp(1, 2, 5, 2, payload);
        bytes[12] = (byte) (words << 4);
        return bytes;
    }

    static byte[] udp(int source, int destination, int payload) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + payload);
        bytes.putShort(0, (short) source).putShort(2, (short) destination).putShort(4, (short) bytes.capacity());
        return bytes.array();
    }

    static byte[] icmp(int type, int code, int identifier) {
        return ByteBuffer.allocate(8).put(0, (byte) type).put(1, (byte) code).putShort(4, (short) identifier).array();
    }
}
