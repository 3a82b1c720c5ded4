package e7.kernel.packet;

import static e7.kernel.packet.IpProtocol.ICMPV6;
import static e7.kernel.packet.IpProtocol.IGMP;

import java.nio.ByteBuffer;

/**
 * Reads multicast membership reports for what a process may have put into them. The kernel sends them, but any process chooses the groups that
 * it joins and, with MCAST_MSFILTER, up to some hundred sources for each: bytes that leave the host in no packet of its own.
 *
 * <pre>
 *   RFC 2236, 8 bytes                  RFC 3376: 8 bytes, then records       RFC 3810: 8 bytes, then records
 *    0  u8 type: report or leave        0  u8 type, 6  be16 records           0  u8 type, 6  be16 records
 *    4  group                          each                                  each
 *   RFC 2710, 24 bytes                  0  u8 type, u8 auxiliary words        0  u8 type, u8 auxiliary words
 *    0  u8 type: report or done         2  be16 sources                       2  be16 sources
 *    8  group                           4  group                              4  group
 *                                       8  sources, auxiliary data           20  sources, auxiliary data
 * </pre>
 */
final class MembershipReport {
    private static final int IGMP_REPORT = 0x12;
    private static final int IGMP2_REPORT = 0x16;
    private static final int IGMP2_LEAVE = 0x17;
    private static final int IGMP3_REPORT = 0x22;
    private static final int MLD_REPORT = 131;
    private static final int MLD_DONE = 132;
    private static final int MLD2_REPORT = 143;

    private static final int RECORDS = 6;
    private static final int FIRST_RECORD = 8;
    private static final int RECORD_GROUP = 4;

    /** 224.0.0.0/23: the blocks for local and internetwork control, of IANA's registry. */
    private static final int CONTROL_BLOCKS = 0xe000_0000;
    private static final int CONTROL_BLOCKS_MASK = 0xffff_fe00;
    /** 239.255.255.250, of simple service discovery, and 239.255.255.253, of the service location protocol. */
    private static final int SSDP = 0xeffffffa;
    private static final int SLP = 0xeffffffd;
    /** ff0S:: with any scope S: a group that IANA has assigned (RFC 4291, 2.7), and these have small numbers. */
    private static final long ASSIGNED = 0xff00_0000_0000_0000L;
    private static final long ASSIGNED_MASK = 0xfff0_ffff_ffff_ffffL;
    private static final int ASSIGNED_BITS = 17;
    /** ff02::1:ff00:0/104 (RFC 4291, 2.7.1). */
    private static final long SOLICITED_NODE_HIGH = 0xff02_0000_0000_0000L;
    private static final long SOLICITED_NODE = 0x1ff;
    private static final int SOLICITED_NODE_BITS = 24;

    private MembershipReport() {}

    /**
     * Whether it names a source, or a group other than those that are well known. Also if it is not whole, for nobody knows what it names then;
     * false for ICMPv6 that is no such report.
     *
     * @param at where the header begins, of which the first eight bytes are there if it is ICMPv6
     * @param captured bytes in the buffer from there on
     * @param length bytes that the packet has from there on
     */
    static boolean isChosen(ByteBuffer buffer, int at, int captured, int length, int protocol) {
        boolean whole = captured >= length && length >= FIRST_RECORD;
        return switch (protocol) {
            case IGMP -> !whole || igmpIsChosen(buffer, at, length);
            case ICMPV6 -> mldIsChosen(buffer, at, length, whole);
            default -> false;
        };
    }

    private static boolean igmpIsChosen(ByteBuffer buffer, int at, int length) {
        return switch (buffer.get(at) & 0xff) {
            case IGMP_REPORT, IGMP2_REPORT, IGMP2_LEAVE -> length != 8 || !isWellKnown(buffer.getInt(at + 4));
            case IGMP3_REPORT -> recordsAreChosen(buffer, at, length, 4);
            default -> true;
        };
    }

    private static boolean mldIsChosen(ByteBuffer buffer, int at, int length, boolean whole) {
        return switch (buffer.get(at) & 0xff) {
            case MLD_REPORT, MLD_DONE -> !whole || length != 24 || !isWellKnown(buffer.getLong(at + 8), buffer.getLong(at + 16));
            case MLD2_REPORT -> !whole || recordsAreChosen(buffer, at, length, 16);
            default -> false;
        };
    }

    /** Records without sources and auxiliary data are all alike long, so their number tells the report's length. */
    private static boolean recordsAreChosen(ByteBuffer buffer, int at, int length, int addressBytes) {
        int records = buffer.getShort(at + RECORDS) & 0xffff;
        int recordBytes = RECORD_GROUP + addressBytes;
        if (length != FIRST_RECORD + records * recordBytes) {
            return true;
        }
        for (int record = at + FIRST_RECORD; record < at + length; record += recordBytes) {
            boolean bare = buffer.get(record + 1) == 0 && buffer.getShort(record + 2) == 0;
            int group = record + RECORD_GROUP;
            boolean known = addressBytes == 4 ? isWellKnown(buffer.getInt(group)) : isWellKnown(buffer.getLong(group), buffer.getLong(group + 8));
            if (!bare || !known) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWellKnown(int group) {
        return (group & CONTROL_BLOCKS_MASK) == CONTROL_BLOCKS || group == SSDP || group == SLP;
    }

    private static boolean isWellKnown(long high, long low) {
        boolean assigned = (high & ASSIGNED_MASK) == ASSIGNED && low >>> ASSIGNED_BITS == 0;
        boolean solicitedNode = high == SOLICITED_NODE_HIGH && low >>> SOLICITED_NODE_BITS == SOLICITED_NODE;
        return assigned || solicitedNode;
    }
}
