package e7.api.packet;

/** Who began the flow that a packet belongs to. Every packet E7 judges leaves this host; the flow may have been begun elsewhere. */
public enum Direction {
    /** This host sent the flow's first packet. */
    OUT,
    /** The other end sent the flow's first packet: this is a reply of one of our servers. */
    IN,
    /** Connection tracking had no entry for the packet. */
    UNKNOWN
}
