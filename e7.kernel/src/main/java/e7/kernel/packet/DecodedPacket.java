package e7.kernel.packet;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.Packet;
import e7.api.queue.QueuedPacket;

/**
 * The facets of one packet, read once into plain fields. One instance belongs to a queue thread and is filled anew for each packet by
 * {@link PacketDecoder}; a packet that is parked gets an instance of its own through {@link #copy()}.
 */
public final class DecodedPacket implements Packet {

    /** Whose a packet is until its process has been looked up; without it, a fault would be booked on the packet before. */
    private static final ProcessIdentity NOT_YET = ProcessIdentity.unknown("not yet looked up");

    private static final long ROOT = 0;
    /** The loopback interface's index, in every network namespace (LOOPBACK_IFINDEX, {@code net/flow.h}). */
    private static final int LOOPBACK = 1;

    int version;
    int protocol;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int sourcePort;
    int destinationPort;
    int icmpType;
    int icmpCode;
    int icmpIdentifier;
    boolean reportsChosenGroups;
    int tcpFlags;
    int payloadLength;

    private int length;
    private int outInterface;
    private Direction direction;
    private boolean established;
    private boolean foreignSource;
    private long uid;
    private long gid;
    private ProcessIdentity process = NOT_YET;
    private long pathId = UNKNOWN;
    private final InterfaceNames interfaces;

    /** An empty one, whose interface names come from {@code interfaces}. */
    public DecodedPacket(InterfaceNames interfaces) {
        this.interfaces = interfaces;
        clearHeaders();
    }

    /** Takes what the kernel said about the packet, and forgets the last one's process; the headers are set by the decoder. */
    void takeMetadata(QueuedPacket packet) {
        process(NOT_YET, UNKNOWN);
        length = packet.length();
        outInterface = packet.outInterface();
        direction = packet.direction();
        established = packet.established();
        foreignSource = packet.foreignSource() && packet.uid() != ROOT;
        uid = packet.uid();
        gid = packet.gid();
    }

    /** Makes everything that the headers tell unknown. */
    void clearHeaders() {
        version = UNKNOWN;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        clearTransport();
    }

    /** Makes the protocol and everything behind it unknown. */
    void clearTransport() {
        protocol = UNKNOWN;
        sourcePort = UNKNOWN;
        destinationPort = UNKNOWN;
        icmpType = UNKNOWN;
        icmpCode = UNKNOWN;
        icmpIdentifier = UNKNOWN;
        reportsChosenGroups = false;
        tcpFlags = UNKNOWN;
        payloadLength = UNKNOWN;
    }

    /**
     * Sets the process, once it has been looked up.
     *
     * @param newPathId a number that stands for the process's path in keys of the verdict cache
     */
    public void process(ProcessIdentity value, long newPathId) {
        process = value;
        pathId = newPathId;
    }

    /** Fills in the socket's owner, where the queue named none. */
    public void owner(long socketUid, long socketGid) {
        uid = uid == UNKNOWN ? socketUid : uid;
        gid = gid == UNKNOWN ? socketGid : gid;
    }

    /** The number that stands for the process's path. */
    public long pathId() {
        return pathId;
    }

    /**
     * Whether a process without privileges gave it another host's source address. What others answer to it, this host's kernel before all, goes
     * there, and the flow seems to come from there.
     *
     * <p>The unspecified address is nobody's: a host without an address of its own sends from it. From one link-local address to the same there is
     * no way out of this host.
     */
    public boolean isForged() {
        if (!foreignSource) {
            return false;
        }
        boolean unspecified = version != UNKNOWN && sourceHigh == 0 && (sourceLow & ~IPV4_PREFIX) == 0;
        boolean toItself = outInterface == LOOPBACK && sourceHigh == destinationHigh && sourceLow == destinationLow;
        return !unspecified && !toItself;
    }

    /** An independent packet of the same facets. */
    public DecodedPacket copy() {
        DecodedPacket copy = new DecodedPacket(interfaces);
        copy.version = version;
        copy.protocol = protocol;
        copy.sourceHigh = sourceHigh;
        copy.sourceLow = sourceLow;
        copy.destinationHigh = destinationHigh;
        copy.destinationLow = destinationLow;
        copy.sourcePort = sourcePort;
        copy.destinationPort = destinationPort;
        copy.icmpType = icmpType;
        copy.icmpCode = icmpCode;
        copy.icmpIdentifier = icmpIdentifier;
        copy.reportsChosenGroups = reportsChosenGroups;
        copy.tcpFlags = tcpFlags;
        copy.payloadLength = payloadLength;
        copy.length = length;
        copy.outInterface = outInterface;
        copy.direction = direction;
        copy.established = established;
        copy.foreignSource = foreignSource;
        copy.uid = uid;
        copy.gid = gid;
        copy.process = process;
        copy.pathId = pathId;
        return copy;
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
        return interfaces.name(outInterface);
    }

    @Override
    public Direction direction() {
        return direction;
    }

    @Override
    public boolean established() {
        return established;
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
