package e7.api.packet;

/**
 * One property of a packet that a criterion may read. Verdicts are remembered by just the facets that the present rules read, so a
 * criterion must declare every facet it reads: an undeclared one makes a remembered verdict wrong for the next packet.
 */
public enum Facet {
    /** {@link Packet#process()}, any part of it but the path. */
    PROCESS,
    /** The trusted path of the executable, {@code ProcessIdentity.path()}. */
    PATH,
    /** {@link Packet#uid()}. */
    UID,
    /** {@link Packet#gid()}. */
    GID,
    /** {@link Packet#version()} and {@link Packet#protocol()}. */
    PROTOCOL,
    /** {@link Packet#sourceHigh()} and {@link Packet#sourceLow()}. */
    SOURCE,
    /** {@link Packet#destinationHigh()} and {@link Packet#destinationLow()}. */
    DESTINATION,
    /** {@link Packet#sourcePort()}. */
    SOURCE_PORT,
    /** {@link Packet#destinationPort()}. */
    DESTINATION_PORT,
    /** {@link Packet#icmpType()} and {@link Packet#icmpCode()}. */
    ICMP,
    /** {@link Packet#outInterface()} and {@link Packet#interfaceName()}. */
    INTERFACE,
    /** {@link Packet#direction()}. */
    DIRECTION
}
