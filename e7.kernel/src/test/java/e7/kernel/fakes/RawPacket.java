package e7.kernel.fakes;

import e7.api.packet.Direction;
import e7.api.queue.QueuedPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A packet as the queue hands it over, made of bytes by hand. */
public final class RawPacket implements QueuedPacket {

    /** Bytes before the packet, as a message has its headers there: a decoder that forgets the offset reads these. */
    private static final int OFFSET = 20;

    private static final byte[] GARBAGE = new byte[OFFSET + 2048];

    static {
        Arrays.fill(GARBAGE, (byte) 0xa5);
    }

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(GARBAGE.length);
    private int captured;
    private int length;
    private int id;
    private int mark;
    private int outInterface;
    private long uid = -1;
    private Direction direction = Direction.OUT;
    private boolean foreignSource;

    /** A packet of these bytes, all of them captured. */
    public static RawPacket of(byte[] bytes) {
        return new RawPacket().bytes(bytes);
    }

    /** An IPv4 UDP datagram without a payload, 10.0.0.1 to 192.0.2.1. */
    public static RawPacket udp(int sourcePort, int destinationPort) {
        ByteBuffer bytes = ByteBuffer.allocate(28);
        bytes.put(0, (byte) 0x45).putShort(2, (short) 28).put(9, (byte) 17);
        bytes.putInt(12, 0x0a000001).putInt(16, 0xc0000201);
        bytes.putShort(20, (short) sourcePort).putShort(22, (short) destinationPort).putShort(24, (short) 8);
        return of(bytes.array());
    }

    /** Replaces the bytes; what lies behind them is garbage. */
    public RawPacket bytes(byte[] bytes) {
        buffer.put(0, GARBAGE);
        buffer.put(OFFSET, bytes);
        captured = bytes.length;
        length = bytes.length;
        return this;
    }

    /** Cuts what was captured; the packet itself stays as long as it is. */
    public RawPacket captured(int value) {
        captured = value;
        return this;
    }

    /** Sets the length of the whole packet. */
    public RawPacket length(int value) {
        length = value;
        return this;
    }

    /** Sets the number to answer with. */
    public RawPacket id(int value) {
        id = value;
        return this;
    }

    /** Sets the mark. */
    public RawPacket mark(int value) {
        mark = value;
        return this;
    }

    /** Sets the user. */
    public RawPacket uid(long value) {
        uid = value;
        return this;
    }

    /** Sets the interface. */
    public RawPacket outInterface(int value) {
        outInterface = value;
        return this;
    }

    /** Sets whether the source address is another host's. */
    public RawPacket foreignSource(boolean value) {
        foreignSource = value;
        return this;
    }

    /** Sets who began the flow. */
    public RawPacket direction(Direction value) {
        direction = value;
        return this;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return OFFSET;
    }

    @Override
    public int captured() {
        return captured;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int mark() {
        return mark;
    }

    @Override
    public Direction direction() {
        return direction;
    }

    @Override
    public boolean established() {
        return false;
    }

    @Override
    public boolean foreignSource() {
        return foreignSource;
    }

    @Override
    public int outInterface() {
        return outInterface;
    }

    @Override
    public long uid() {
        return uid;
    }

    @Override
    public long gid() {
        return -1;
    }
}
