package e7.identity.sockdiag;

import e7.api.packet.Packet;

/**
 * Which packets are the kernel's own. The rule that allows them is built in, so nothing may count as one that a process without
 * privileges could send. Three things are asked of each:
 *
 * <ul>
 *   <li>the kernel named no user: every packet of a socket that a process holds has one;
 *   <li>its content is the kernel's, or at least of a few bytes' choice: groups and sources of multicast reports are the choice of those who
 *       join, so only well-known groups are the kernel's to report;
 *   <li>only the kernel or a raw socket, which takes CAP_NET_RAW, sends packets of this kind. A ping socket, which any user may be allowed
 *       to open, sends echo requests and extended echo requests and no other type ({@code ping_supported()} in net/ipv4/ping.c).
 * </ul>
 *
 * <p>Types are listed as such, not as "all but": a type nobody thought of is not the kernel's.
 */
final class KernelPackets {

    // Protocol numbers, in.h of linux/ and in6.h.
    static final int ICMP = 1;
    static final int IGMP = 2;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMPV6 = 58;
    static final int UDPLITE = 136;

    // tcp(7), the header's 14th byte.
    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int ACK = 0x10;

    // icmp.h of linux/, icmpv6.h
    static final int ECHO = 8;
    static final int EXT_ECHO = 42;
    static final int ECHO_V6 = 128;
    static final int EXT_ECHO_V6 = 160;

    private KernelPackets() {
    }

    /** Whether an ICMP, ICMPv6 or IGMP packet is the kernel's. */
    static boolean isKernelMessage(Packet packet) {
        if (packet.uid() != Packet.UNKNOWN || packet.reportsChosenGroups()) {
            return false;
        }
        return switch (packet.protocol()) {
            case IGMP -> true;
            case ICMP -> isKernelType(packet.icmpType());
            case ICMPV6 -> isKernelTypeV6(packet.icmpType());
            default -> false;
        };
    }

    /**
     * Whether a TCP packet that belongs to no open socket can be the kernel's: a reset, or an acknowledgement for a connection that is over
     * or not yet made. Never one with payload, SYN or FIN.
     */
    static boolean isKernelSegment(Packet packet) {
        int flags = packet.tcpFlags();
        return packet.uid() == Packet.UNKNOWN
                && packet.payloadLength() == 0
                && flags != Packet.UNKNOWN
                && (flags & (SYN | FIN)) == 0
                && (flags & (RST | ACK)) != 0;
    }

    /** Whether it is a multicast report that the kernel sends, but whose content a process has chosen. */
    static boolean isChosenReport(Packet packet) {
        return packet.uid() == Packet.UNKNOWN && packet.reportsChosenGroups();
    }

    /** Whether a ping socket can send this. */
    static boolean isPing(Packet packet) {
        int type = packet.icmpType();
        return switch (packet.protocol()) {
            case ICMP -> type == ECHO || type == EXT_ECHO;
            case ICMPV6 -> type == ECHO_V6 || type == EXT_ECHO_V6;
            default -> false;
        };
    }

    private static boolean isKernelType(int type) {
        return switch (type) {
            // echo reply, unreachable, source quench, redirect, time exceeded, parameter problem, time stamp reply, extended echo reply
            case 0, 3, 4, 5, 11, 12, 14, 43 -> true;
            default -> false;
        };
    }

    private static boolean isKernelTypeV6(int type) {
        return switch (type) {
            // errors; echo reply; MLD query, report, done; router and neighbour discovery, redirect; MLDv2 report; extended echo reply
            case 1, 2, 3, 4, 129, 130, 131, 132, 133, 134, 135, 136, 137, 143, 161 -> true;
            default -> false;
        };
    }
}
