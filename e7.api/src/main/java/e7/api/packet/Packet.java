package e7.api.packet;

import e7.api.identity.ProcessIdentity;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The packet that is being judged. A flyweight: valid during the call only, on the calling thread only, and reading it allocates
 * nothing. Unknown values are {@link #UNKNOWN} ({@code -1}), never a guess.
 *
 * <p>Addresses are 128 bits in two longs, most significant first, in host order; an IPv4 address {@code a.b.c.d} is
 * {@code ::ffff:a.b.c.d} (RFC 4291, 2.5.5.2).
 */
@ProviderType
public interface Packet {

    /** Stands for a value that is not there or could not be read. */
    int UNKNOWN = -1;

    /** The upper half of every IPv4 address's low long: {@code 0000ffff}, shifted. */
    long IPV4_PREFIX = 0x0000_ffff_0000_0000L;

    /** 4 or 6; {@link #UNKNOWN} if it could not be read, and for a packet with a route of its own in it: its addresses mean nothing then. */
    int version();

    /**
     * The transport protocol's number as IANA assigns it, after IPv6 extension headers; {@link #UNKNOWN} for a fragment other than the
     * first and for a header that is cut short.
     */
    int protocol();

    /** Upper 64 bits of the source address. */
    long sourceHigh();

    /** Lower 64 bits of the source address. */
    long sourceLow();

    /** Upper 64 bits of the destination address. */
    long destinationHigh();

    /** Lower 64 bits of the destination address. */
    long destinationLow();

    /** Source port, 0 to 65535, of TCP, UDP, UDP-Lite, SCTP and DCCP; otherwise {@link #UNKNOWN}. */
    int sourcePort();

    /** Destination port, 0 to 65535, of TCP, UDP, UDP-Lite, SCTP and DCCP; otherwise {@link #UNKNOWN}. */
    int destinationPort();

    /** Type of an ICMP or ICMPv6 message, 0 to 255; otherwise {@link #UNKNOWN}. */
    int icmpType();

    /** Code of an ICMP or ICMPv6 message, 0 to 255; otherwise {@link #UNKNOWN}. */
    int icmpCode();

    /** Identifier of an ICMP or ICMPv6 echo request or reply, 0 to 65535; otherwise {@link #UNKNOWN}. */
    int icmpIdentifier();

    /**
     * Whether it is a report of multicast memberships (IGMP, MLD) that names sources, or groups other than well-known ones: the kernel sends it,
     * but any process may have chosen what is in it.
     */
    boolean reportsChosenGroups();

    /** TCP flags, the header's 14th byte (FIN 1, SYN 2, RST 4, ACK 16); {@link #UNKNOWN} if it is not TCP. */
    int tcpFlags();

    /** Bytes behind the transport header; {@link #UNKNOWN} if the transport header could not be read. */
    int payloadLength();

    /** Length of the whole packet on the network layer, in bytes. */
    int length();

    /** Index of the interface the packet leaves by, or 0. */
    int outInterface();

    /** Name of that interface, or the empty string. Reading it costs a look-up at most once a second. */
    String interfaceName();

    /** Who began the flow. */
    Direction direction();

    /** Whether connection tracking has seen packets both ways, or knows the flow from earlier ones. */
    boolean established();

    /** The kernel's word on the sending socket's user, in this namespace's numbers; {@link #UNKNOWN} where it gave none. */
    long uid();

    /** The kernel's word on the sending socket's group, in this namespace's numbers; {@link #UNKNOWN} where it gave none. */
    long gid();

    /** The process that sent it. Never null; see {@link ProcessIdentity#isKnown()}. */
    ProcessIdentity process();
}
