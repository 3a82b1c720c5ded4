package e7.kernel.packet;

import static e7.api.packet.Packet.IPV4_PREFIX;
import static e7.kernel.packet.IpProtocol.AH;
import static e7.kernel.packet.IpProtocol.DCCP;
import static e7.kernel.packet.IpProtocol.DSTOPTS;
import static e7.kernel.packet.IpProtocol.FRAGMENT;
import static e7.kernel.packet.IpProtocol.HIP;
import static e7.kernel.packet.IpProtocol.HOPOPTS;
import static e7.kernel.packet.IpProtocol.ICMP;
import static e7.kernel.packet.IpProtocol.ICMPV6;
import static e7.kernel.packet.IpProtocol.MOBILITY;
import static e7.kernel.packet.IpProtocol.ROUTING;
import static e7.kernel.packet.IpProtocol.SCTP;
import static e7.kernel.packet.IpProtocol.SHIM6;
import static e7.kernel.packet.IpProtocol.TCP;
import static e7.kernel.packet.IpProtocol.UDP;
import static e7.kernel.packet.IpProtocol.UDPLITE;

import e7.api.packet.Packet;
import e7.api.queue.QueuedPacket;
import java.nio.ByteBuffer;

/**
 * Reads a packet's headers into a {@link DecodedPacket}. Every read is within the captured bytes; what cannot be read is unknown, never
 * guessed, for a guess is how a packet gets past a rule. Of a packet that says by itself which way it wants to go (source routes, routing
 * headers) nothing is known: its destination address is only where it goes first.
 *
 * <p>Formats: RFC 791 (IPv4), RFC 8200 (IPv6 and its extension headers), RFC 4302 (AH), RFC 9293 (TCP), RFC 768 (UDP), RFC 792 and
 * RFC 4443 (ICMP). All fields are big-endian.
 */
public final class PacketDecoder {

    private static final int IPV4_MIN_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int IPV4_TOTAL_LENGTH = 2;
    private static final int IPV4_FRAGMENT = 6;
    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV4_SOURCE = 12;
    private static final int IPV4_DESTINATION = 16;
    private static final int IPV6_PAYLOAD_LENGTH = 4;
    private static final int IPV6_NEXT_HEADER = 6;
    private static final int IPV6_SOURCE = 8;
    private static final int IPV6_DESTINATION = 24;
    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;
    private static final int LOOSE_SOURCE_ROUTE = 131;
    private static final int STRICT_SOURCE_ROUTE = 137;
    private static final int ROUTING_SEGMENTS_LEFT = 3;
    private static final int FRAGMENT_OFFSET_MASK_V4 = 0x1fff;
    private static final int FRAGMENT_OFFSET_MASK_V6 = 0xfff8;
    private static final int TCP_MIN_HEADER = 20;
    private static final int TCP_DATA_OFFSET = 12;
    private static final int TCP_FLAGS = 13;
    private static final int EIGHT_BYTE_HEADER = 8;
    private static final int ICMP_IDENTIFIER = 4;

    private PacketDecoder() {}

    /** Fills {@code into} from the packet; its process is not yet known. */
    public static void decode(QueuedPacket packet, DecodedPacket into) {
        into.takeMetadata(packet);
        into.clearHeaders();
        if (packet.captured() < 1) {
            return;
        }
        int version = (packet.buffer().get(packet.offset()) >> 4) & 0xf;
        if (version == 4) {
            decodeIpv4(packet.buffer(), packet.offset(), packet.captured(), packet.length(), into);
        } else if (version == 6) {
            decodeIpv6(packet.buffer(), packet.offset(), packet.captured(), packet.length(), into);
        }
    }

    private static void decodeIpv4(ByteBuffer buffer, int start, int captured, int length, DecodedPacket into) {
        if (captured < IPV4_MIN_HEADER) {
            return;
        }
        into.version = 4;
        into.sourceLow = IPV4_PREFIX | (buffer.getInt(start + IPV4_SOURCE) & 0xffff_ffffL);
        into.destinationLow = IPV4_PREFIX | (buffer.getInt(start + IPV4_DESTINATION) & 0xffff_ffffL);
        int header = (buffer.get(start) & 0xf) * 4;
        int total = buffer.getShort(start + IPV4_TOTAL_LENGTH) & 0xffff;
        // A segmentation-offload packet may be longer than its 16-bit field can say; it then holds 0.
        boolean lies = total != 0 && total != length;
        if (header < IPV4_MIN_HEADER || header > captured || lies) {
            return;
        }
        if (isSourceRouted(buffer, start + IPV4_MIN_HEADER, start + header)) {
            into.clearHeaders();
            return;
        }
        if ((buffer.getShort(start + IPV4_FRAGMENT) & FRAGMENT_OFFSET_MASK_V4) != 0) {
            return;
        }
        int protocol = buffer.get(start + IPV4_PROTOCOL) & 0xff;
        decodeTransport(buffer, start + header, captured - header, length - header, protocol, into);
    }

    private static void decodeIpv6(ByteBuffer buffer, int start, int captured, int length, DecodedPacket into) {
        if (captured < IPV6_HEADER) {
            return;
        }
        into.version = 6;
        into.sourceHigh = buffer.getLong(start + IPV6_SOURCE);
        into.sourceLow = buffer.getLong(start + IPV6_SOURCE + 8);
        into.destinationHigh = buffer.getLong(start + IPV6_DESTINATION);
        into.destinationLow = buffer.getLong(start + IPV6_DESTINATION + 8);
        int payload = buffer.getShort(start + IPV6_PAYLOAD_LENGTH) & 0xffff;
        // 0 in a jumbogram, and in a segmentation-offload packet that is too long for the field.
        boolean lies = payload != 0 && payload != length - IPV6_HEADER;
        if (lies) {
            return;
        }
        int next = buffer.get(start + IPV6_NEXT_HEADER) & 0xff;
        int offset = IPV6_HEADER;
        // Each header is at least 8 bytes long, so the walk ends with the captured bytes.
        while (isExtension(next)) {
            if (captured - offset < 8) {
                return;
            }
            int position = start + offset;
            if (next == ROUTING && buffer.get(position + ROUTING_SEGMENTS_LEFT) != 0) {
                into.clearHeaders();
                return;
            }
            if (next == FRAGMENT && (buffer.getShort(position + 2) & FRAGMENT_OFFSET_MASK_V6) != 0) {
                return;
            }
            offset += extensionLength(next, buffer.get(position + 1) & 0xff);
            next = buffer.get(position) & 0xff;
            if (offset > captured) {
                return;
            }
        }
        decodeTransport(buffer, start + offset, captured - offset, length - offset, next, into);
    }

    /** Whether there is a source route among the options, be it followed already: an echo reply follows its request's backwards. */
    private static boolean isSourceRouted(ByteBuffer buffer, int from, int to) {
        int at = from;
        while (at < to) {
            int option = buffer.get(at) & 0xff;
            if (option == END_OF_OPTIONS) {
                return false;
            }
            if (option == LOOSE_SOURCE_ROUTE || option == STRICT_SOURCE_ROUTE) {
                return true;
            }
            int length = option == NO_OPERATION ? 1 : at + 1 < to ? buffer.get(at + 1) & 0xff : 0;
            if (option != NO_OPERATION && length < 2) {
                // Not an option that could be passed over; what stands behind it nobody can tell.
                return true;
            }
            at += length;
        }
        return false;
    }

    private static boolean isExtension(int header) {
        return switch (header) {
            case HOPOPTS, ROUTING, FRAGMENT, AH, DSTOPTS, MOBILITY, HIP, SHIM6 -> true;
            default -> false;
        };
    }

    /** Bytes of an extension header, from its length field: 8-byte units beyond the first, but 4-byte units beyond the second for AH. */
    private static int extensionLength(int header, int field) {
        return switch (header) {
            case FRAGMENT -> 8;
            case AH -> (field + 2) * 4;
            default -> (field + 1) * 8;
        };
    }

    /**
     * Reads what stands behind the network header.
     *
     * @param captured bytes that are in the buffer from {@code at} on
     * @param length bytes that the packet has from there on
     */
    private static void decodeTransport(ByteBuffer buffer, int at, int captured, int length, int protocol, DecodedPacket into) {
        int header = headerLength(protocol);
        if (captured < header || length < header) {
            into.clearTransport();
            return;
        }
        if (protocol == TCP) {
            header = ((buffer.get(at + TCP_DATA_OFFSET) >> 4) & 0xf) * 4;
            if (header < TCP_MIN_HEADER || header > length) {
                into.clearTransport();
                return;
            }
            into.tcpFlags = buffer.get(at + TCP_FLAGS) & 0xff;
        }
        into.protocol = protocol;
        into.payloadLength = length - header;
        into.reportsChosenGroups = MembershipReport.isChosen(buffer, at, captured, length, protocol);
        if (IpProtocol.hasPorts(protocol)) {
            into.sourcePort = buffer.getShort(at) & 0xffff;
            into.destinationPort = buffer.getShort(at + 2) & 0xffff;
        } else if (protocol == ICMP || protocol == ICMPV6) {
            into.icmpType = buffer.get(at) & 0xff;
            into.icmpCode = buffer.get(at + 1) & 0xff;
            into.icmpIdentifier = isEcho(protocol, into.icmpType) ? buffer.getShort(at + ICMP_IDENTIFIER) & 0xffff : Packet.UNKNOWN;
        }
    }

    /** The least a header of that protocol has; 0 for those that are not read further. */
    private static int headerLength(int protocol) {
        return switch (protocol) {
            case TCP -> TCP_MIN_HEADER;
            case UDP, UDPLITE, ICMP, ICMPV6 -> EIGHT_BYTE_HEADER;
            case SCTP, DCCP -> 12;
            default -> 0;
        };
    }

    private static boolean isEcho(int protocol, int type) {
        return protocol == ICMP ? type == 8 || type == 0 : type == 128 || type == 129;
    }
}
