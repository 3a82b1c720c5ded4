package e7.identity.live;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.Packet;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A packet whose fields a test sets; what is not set is unknown. */
public final class FakePacket implements Packet {

    private int version = 4;
    private int protocol = UNKNOWN;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int sourcePort = UNKNOWN;
    private int destinationPort = UNKNOWN;
    private int icmpType = UNKNOWN;
    private int icmpIdentifier = UNKNOWN;
    private int tcpFlags = UNKNOWN;
    private int payloadLength = UNKNOWN;
    private int length = 100;
    private int outInterface;
    private long uid = UNKNOWN;
    private boolean reportsChosenGroups;

    public static FakePacket tcp(InetSocketAddress source, InetSocketAddress destination, int flags, int payload) {
        FakePacket packet = between(6, source, destination);
        packet.tcpFlags = flags;
        packet.payloadLength = payload;
        packet.length = (packet.version == 4 ? 20 : 40) + 32 + Math.max(payload, 0);
        return packet;
    }

    public static FakePacket udp(InetSocketAddress source, InetSocketAddress destination) {
        FakePacket packet = between(17, source, destination);
        packet.payloadLength = 1;
        return packet;
    }

    public static FakePacket of(int version, int protocol) {
        FakePacket packet = new FakePacket();
        packet.version = version;
        packet.protocol = protocol;
        return packet;
    }

    public static FakePacket icmp(int type, int identifier) {
        return of(4, 1).icmpFields(type, identifier);
    }

    public static FakePacket icmpv6(int type, int identifier) {
        return of(6, 58).icmpFields(type, identifier);
    }

    /** The same packet with the kernel's word on its user. */
    public FakePacket from(long newUid) {
        uid = newUid;
        return this;
    }

    /** The same packet, with groups in it that a process chose. */
    public FakePacket reportingChosenGroups() {
        reportsChosenGroups = true;
        return this;
    }

    /** The same packet, of another length. */
    public FakePacket bytes(int bytes) {
        length = bytes;
        return this;
    }

    /** The same packet, leaving by an interface. */
    public FakePacket by(int index) {
        outInterface = index;
        return this;
    }

    private static FakePacket between(int protocol, InetSocketAddress source, InetSocketAddress destination) {
        FakePacket packet = of(source.getAddress() instanceof Inet4Address ? 4 : 6, protocol);
        packet.sourceHigh = word(source.getAddress(), 0);
        packet.sourceLow = word(source.getAddress(), 8);
        packet.destinationHigh = word(destination.getAddress(), 0);
        packet.destinationLow = word(destination.getAddress(), 8);
        packet.sourcePort = source.getPort();
        packet.destinationPort = destination.getPort();
        return packet;
    }

    private static long word(InetAddress address, int offset) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        if (address instanceof Inet4Address) {
            bytes.putShort(10, (short) -1).put(12, address.getAddress());
        } else {
            bytes.put(0, address.getAddress());
        }
        return bytes.getLong(offset);
    }

    private FakePacket icmpFields(int type, int identifier) {
        icmpType = type;
        icmpIdentifier = identifier;
        return this;
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
        return icmpType == UNKNOWN ? UNKNOWN : 0;
    }

    @Override
    public int icmpIdentifier() {
        return icmpIdentifier;
    }

    @Override
    public boolean reportsChosenGroups() {
        return reportsChosenGroups;
    }

    @Override
    public int tcpFlags() {
        return tcpFlags;
    }

    @Override
    public int payloadLength() {
        return payloadLength;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int outInterface() {
        return outInterface;
    }

    @Override
    public String interfaceName() {
        return "";
    }

    @Override
    public Direction direction() {
        return Direction.UNKNOWN;
    }

    @Override
    public boolean established() {
        return false;
    }

    @Override
    public long uid() {
        return uid;
    }

    @Override
    public long gid() {
        return UNKNOWN;
    }

    @Override
    public ProcessIdentity process() {
        return ProcessIdentity.unknown("not looked for");
    }
}
