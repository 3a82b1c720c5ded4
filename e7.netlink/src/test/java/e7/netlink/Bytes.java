package e7.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Bytes for tests, written in hexadecimal with blanks where the eye wants them. Golden bytes are those of a little-endian machine. */
public final class Bytes {
    private Bytes() {}

    /** The bytes. */
    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s+", ""));
    }

    /** A direct buffer that holds just these bytes. */
    public static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder()).put(0, bytes);
    }

    /** A reader that is at the only message in these bytes, the length in its header made to fit. */
    public static MessageReader message(byte[] bytes) {
        ByteBuffer buffer = buffer(bytes).putInt(0, bytes.length);
        MessageReader reader = new MessageReader().wrap(buffer, 0, bytes.length);
        if (!reader.next()) {
            throw new AssertionError("no message");
        }
        return reader;
    }

    /** As {@link HexFormat} writes it. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
