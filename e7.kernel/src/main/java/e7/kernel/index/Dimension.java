package e7.kernel.index;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Bounds;

/** A property of packets that rules are found by. Of two that single out a rule equally well the earlier one is taken. */
enum Dimension {
    /** The path of the process; its number is a hash, so that what is found by it may be another path's. */
    PATH,
    DESTINATION,
    SOURCE,
    DESTINATION_PORT,
    SOURCE_PORT,
    UID,
    GID,
    PROTOCOL;

    /** What a packet has of it. */
    enum State {
        /** A number. */
        KNOWN,
        /** A number that could not be read. */
        UNKNOWN,
        /** No number at all, such as the port of an ICMP message: no rule that asks for one can match. */
        ABSENT
    }

    static final int COUNT = values().length;

    /** The one that the bounds are about. */
    static Dimension of(Facet facet) {
        return switch (facet) {
            case DESTINATION -> DESTINATION;
            case SOURCE -> SOURCE;
            case DESTINATION_PORT -> DESTINATION_PORT;
            case SOURCE_PORT -> SOURCE_PORT;
            case UID -> UID;
            case GID -> GID;
            case PROTOCOL -> PROTOCOL;
            default -> throw new IllegalArgumentException("a facet that has no bounds: facet=" + facet);
        };
    }

    State state(Packet packet) {
        return switch (this) {
            case PATH -> known(packet.process().path() != null);
            case DESTINATION, SOURCE -> known(packet.version() != Packet.UNKNOWN);
            case DESTINATION_PORT -> ofPort(packet.destinationPort(), packet.protocol());
            case SOURCE_PORT -> ofPort(packet.sourcePort(), packet.protocol());
            case UID -> known(packet.uid() >= 0);
            case GID -> known(packet.gid() >= 0);
            case PROTOCOL -> known(packet.protocol() >= 0);
        };
    }

    private static State known(boolean known) {
        return known ? State.KNOWN : State.UNKNOWN;
    }

    private static State ofPort(int port, int protocol) {
        return protocol >= 0 && !Bounds.hasPorts(protocol) ? State.ABSENT : known(port >= 0);
    }

    /** The number, if it is known. */
    long number(Packet packet) {
        return switch (this) {
            case PATH -> packet.process().path().hashCode();
            case DESTINATION -> Bounds.address(packet.version(), packet.destinationHigh(), packet.destinationLow());
            case SOURCE -> Bounds.address(packet.version(), packet.sourceHigh(), packet.sourceLow());
            case DESTINATION_PORT -> packet.destinationPort();
            case SOURCE_PORT -> packet.sourcePort();
            case UID -> packet.uid();
            case GID -> packet.gid();
            case PROTOCOL -> packet.protocol();
        };
    }
}
