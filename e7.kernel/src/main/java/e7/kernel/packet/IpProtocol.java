package e7.kernel.packet;

/** Protocol and extension header numbers that the engine knows, named as in linux/in.h and linux/in6.h without the prefix. */
public final class IpProtocol {

    public static final int HOPOPTS = 0;
    public static final int ICMP = 1;
    public static final int IGMP = 2;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int DCCP = 33;
    public static final int ROUTING = 43;
    public static final int FRAGMENT = 44;
    public static final int AH = 51;
    public static final int ICMPV6 = 58;
    public static final int DSTOPTS = 60;
    public static final int SCTP = 132;
    public static final int MOBILITY = 135;
    public static final int UDPLITE = 136;
    public static final int HIP = 139;
    public static final int SHIM6 = 140;

    private IpProtocol() {}

    /** Whether the header of that protocol begins with a source and a destination port of 16 bits each. */
    public static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP || protocol == SCTP || protocol == DCCP || protocol == UDPLITE;
    }

    /** The word for a protocol number, for people. */
    public static String word(int protocol) {
        return switch (protocol) {
            case ICMP -> "icmp";
            case IGMP -> "igmp";
            case TCP -> "tcp";
            case UDP -> "udp";
            case DCCP -> "dccp";
            case ICMPV6 -> "icmpv6";
            case SCTP -> "sctp";
            case UDPLITE -> "udplite";
            case -1 -> "unknown";
            default -> Integer.toString(protocol);
        };
    }
}
