package e7.api.packet;

import e7.api.identity.ProcessIdentity;

/**
 * A packet put together by hand: for {@code explain}, which asks what would happen to a packet that is not there, and for the tests of
 * plugins. Everything is unknown until it is set. One thread at a time.
 */
public final class PacketSketch implements Packet {

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
    private long uid = UNKNOWN;
    private long gid = UNKNOWN;
    private ProcessIdentity process = ProcessIdentity.unknown("not given");

    /** Sets the IP version, 4 or 6. */
    public PacketSketch version(int value) {
        version = value;
        return this;
    }

    /** Sets the protocol number. */
    public PacketSketch protocol(int value) {
        protocol = value;
        return this;
    }

    /** Sets the source address, 128 bits. */
    public PacketSketch source(long high, long low) {
        sourceHigh = high;
        sourceLow = low;
        return this;
    }

    /** Sets the destination address, 128 bits. */
    public PacketSketch destination(long high, long low) {
        destinationHigh = high;
        destinationLow = low;
        return this;
    }

    /** Sets the source port. */
    public PacketSketch sourcePort(int value) {
        sourcePort = value;
        return this;
    }

    /** Sets the destination port. */
    public PacketSketch destinationPort(int value) {
        destinationPort = value;
        return this;
    }

    /** Sets the ICMP type and code. */
    public PacketSketch icmp(int type, int code) {
        icmpType = type;
        icmpCode = code;
        return this;
    }

    /** Sets the interface's name. */
    public PacketSketch interfaceName(String value) {
        interfaceName = value;
        return this;
    }

    /** Sets who began the flow. */
    public PacketSketch direction(Direction value) {
        direction = value;
        return this;
    }

    /** Sets the user. */
    public PacketSketch uid(long value) {
        uid = value;
        return this;
    }

    /** Sets the group. */
    public PacketSketch gid(long value) {
        gid = value;
        return this;
    }

    /** Sets the process. */
    public PacketSketch process(ProcessIdentity value) {
        process = value;
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
        return icmpCode;
    }

    @Override
    public int icmpIdentifier() {
        return UNKNOWN;
    }

    @Override
    public boolean reportsChosenGroups() {
        return false;
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
        return uid;
    }

    @Override
    public long gid() {
        return gid;
    }

    @Override
    public ProcessIdentity process() {
        return process;
    }
}
