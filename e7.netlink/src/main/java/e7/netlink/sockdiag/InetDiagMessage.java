package e7.netlink.sockdiag;

import e7.netlink.AttributeReader;
import e7.netlink.MessageReader;
import e7.netlink.Netlink;
import java.nio.ByteBuffer;

/**
 * Reads a socket that the kernel tells of. A flyweight that takes the numbers; allocates nothing.
 *
 * <pre>
 *   struct inet_diag_msg, behind the nlmsghdr
 *    0  u8 idiag_family     4  struct inet_diag_sockid, see {@link InetDiagRequest}
 *    1  u8 idiag_state     52  u32 idiag_expires, rqueue, wqueue
 *    2  u8 timer, retrans  64  u32 idiag_uid, u32 idiag_inode, host order
 * </pre>
 */
final class InetDiagMessage {
    private static final int SOCKID = 4;
    private static final int SOURCE = SOCKID + 4;
    private static final int DESTINATION = SOCKID + 20;
    private static final int INTERFACE = SOCKID + 36;
    private static final int COOKIE = SOCKID + 40;
    private static final int UID = 64;
    private static final int INODE = 68;

    private final AttributeReader attributes = new AttributeReader();
    int family;
    int state;
    int sourcePort;
    int destinationPort;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int boundInterface;
    long cookie;
    long uid;
    long inode;
    boolean onlyIpv6;

    /** Forgets what was read. */
    void clear() {
        family = 0;
        state = 0;
        cookie = 0;
        uid = -1;
        inode = 0;
    }

    /** Reads the message that the reader is at; false if it is too short. */
    boolean decode(MessageReader message) {
        if (message.bodyLength() < InetDiag.INET_DIAG_MSG_LEN) {
            return false;
        }
        ByteBuffer buffer = message.buffer();
        int at = message.bodyOffset();
        family = buffer.get(at) & 0xff;
        state = buffer.get(at + 1) & 0xff;
        sourcePort = Netlink.bigEndian(buffer.getShort(at + SOCKID)) & 0xffff;
        destinationPort = Netlink.bigEndian(buffer.getShort(at + SOCKID + 2)) & 0xffff;
        boolean ipv4 = family == Netlink.AF_INET;
        sourceHigh = ipv4 ? 0 : Netlink.bigEndian(buffer.getLong(at + SOURCE));
        sourceLow = ipv4 ? ipv4(buffer, at + SOURCE) : Netlink.bigEndian(buffer.getLong(at + SOURCE + 8));
        destinationHigh = ipv4 ? 0 : Netlink.bigEndian(buffer.getLong(at + DESTINATION));
        destinationLow = ipv4 ? ipv4(buffer, at + DESTINATION) : Netlink.bigEndian(buffer.getLong(at + DESTINATION + 8));
        boundInterface = buffer.getInt(at + INTERFACE);
        cookie = Integer.toUnsignedLong(buffer.getInt(at + COOKIE)) | (long) buffer.getInt(at + COOKIE + 4) << 32;
        uid = Integer.toUnsignedLong(buffer.getInt(at + UID));
        inode = Integer.toUnsignedLong(buffer.getInt(at + INODE));
        onlyIpv6 = readOnlyIpv6(message);
        return true;
    }

    private static long ipv4(ByteBuffer buffer, int at) {
        return InetDiag.IPV4_PREFIX | Integer.toUnsignedLong(Netlink.bigEndian(buffer.getInt(at)));
    }

    private boolean readOnlyIpv6(MessageReader message) {
        message.attributes(attributes, InetDiag.INET_DIAG_MSG_LEN);
        while (attributes.next()) {
            if (attributes.type() == InetDiag.INET_DIAG_SKV6ONLY && attributes.length() > 0) {
                return attributes.u8() != 0;
            }
        }
        return false;
    }
}
