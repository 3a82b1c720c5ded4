package e7.rules.protocol;

import e7.api.packet.PacketSketch;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Packets for tests, with addresses as literals. */
final class Packets {

    private Packets() {}

    static PacketSketch ip(int version, int protocol) {
        return new PacketSketch().version(version).protocol(protocol);
    }

    /** Both literals must be of one version of IP, which becomes the packet's. */
    static PacketSketch between(String source, String destination) {
        ByteBuffer from = mapped(source);
        ByteBuffer to = mapped(destination);
        return new PacketSketch()
                .version(source.contains(":") ? 6 : 4)
                .source(from.getLong(), from.getLong())
                .destination(to.getLong(), to.getLong());
    }

    private static ByteBuffer mapped(String literal) {
        try {
            byte[] address = InetAddress.getByName(literal).getAddress();
            ByteBuffer bytes = ByteBuffer.allocate(16);
            if (address.length == 4) {
                bytes.position(10).putShort((short) 0xffff);
            }
            return bytes.put(address).flip();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no literal: address=" + literal, e);
        }
    }
}
