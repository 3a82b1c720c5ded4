package e7.rules.protocol;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.Packet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** A packet of which nothing is known but what a test sets. */
final class PacketStub implements Packet {

    private static final ProcessIdentity NOBODY = ProcessIdentity.unknown("a test");

    private int version = UNKNOWN;
    private int protocol = UNKNOWN;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int sourcePort = UNKNOWN;
    private int destinationPort = UNKNOWN;
    private int icmpType = UNKNOWN;
    private int icmpCode = UNKNOWN;
    private String interfaceName = "";
    private Direction direction = Direction.UNKNOWN;

    static PacketStub ip(int version, int protocol) {
        PacketStub packet = new PacketStub();
        packet.version = version;
        packet.protocol = protocol;
        return packet;
    }

    /** Sets the source to what a literal says, and the version to the literal's. */
    PacketStub from(String address) {
        ByteBuffer bytes = bytes(address);
        sourceHigh = bytes.getLong();
        sourceLow = bytes.getLong();
        return this;
    }

    /** Sets the destination to what a literal says, and the version to the literal's. */
    PacketStub to(String address) {
        ByteBuffer bytes = bytes(address);
        destinationHigh = bytes.getLong();
        destinationLow = bytes.getLong();
        return this;
    }

    PacketStub ports(int source, int destination) {
        sourcePort = source;
        destinationPort = destination;
        return this;
    }

    PacketStub icmp(int type, int code) {
        icmpType = type;
        icmpCode = code;
        return this;
    }

    PacketStub by(String name) {
        interfaceName = name;
        return this;
    }

    PacketStub begun(Direction newDirection) {
        direction = newDirection;
        return this;
    }

    private ByteBuffer bytes(String address) {
        byte[] bytes;
        try {
            bytes = InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no literal: address=" + address, e);
        }
        version = bytes.length == 4 ? 4 : 6;
        ByteBuffer buffer = ByteBuffer.allocate(16);
        if (version == 4) {
            buffer.position(10).putShort((short) 0xffff);
        }
        return buffer.put(bytes).flip();
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public int protocol() {
        return protocol;
    }

    @Override
    public long sourceHigh() {
        return sourceHigh;
    }

    @Override
    public long sourceLow() {
        return sourceLow;
    }

    @Override
    public long destinationHigh() {
        return destinationHigh;
    }

    @Override
    public long destinationLow() {
        return destinationLow;
    }

    @Override
    public int sourcePort() {
        return sourcePort;
    }

    @Override
    public int destinationPort() {
        return destinationPort;
    }

    @Override
    public int icmpType() {
        return icmpType;
    }

    @Override
    public int icmpCode() {
        return icmpCode;
    }

    @Override
    public int icmpIdentifier() {
        return UNKNOWN;
    }

    @Override
    public int tcpFlags() {
        return UNKNOWN;
    }

    @Override
    public int payloadLength() {
        return UNKNOWN;
    }

    @Override
    public int length() {
        return 0;
    }

    @Override
    public int outInterface() {
        return 0;
    }

    @Override
    public String interfaceName() {
        return interfaceName;
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
    public long uid() {
        return UNKNOWN;
    }

    @Override
    public long gid() {
        return UNKNOWN;
    }

    @Override
    public ProcessIdentity process() {
        return NOBODY;
    }
}
