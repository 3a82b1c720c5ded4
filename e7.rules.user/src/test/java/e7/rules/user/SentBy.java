package e7.rules.user;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.Packet;

/** A packet of which only the sending socket's user and group are known. */
record SentBy(long uid, long gid) implements Packet {

    private static final ProcessIdentity NOBODY = ProcessIdentity.unknown("a test");

    @Override
    public int version() {
        return UNKNOWN;
    }

    @Override
    public int protocol() {
        return UNKNOWN;
    }

    @Override
    public long sourceHigh() {
        return 0;
    }

    @Override
    public long sourceLow() {
        return 0;
    }

    @Override
    public long destinationHigh() {
        return 0;
    }

    @Override
    public long destinationLow() {
        return 0;
    }

    @Override
    public int sourcePort() {
        return UNKNOWN;
    }

    @Override
    public int destinationPort() {
        return UNKNOWN;
    }

    @Override
    public int icmpType() {
        return UNKNOWN;
    }

    @Override
    public int icmpCode() {
        return UNKNOWN;
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
    public ProcessIdentity process() {
        return NOBODY;
    }
}
