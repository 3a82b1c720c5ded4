package e7.netlink;

import java.nio.ByteOrder;

/** Names of {@code linux/netlink.h} and {@code linux/netfilter/nfnetlink.h}, spelled as there. */
public final class Netlink {
    /** Routing, links and addresses. */
    public static final int NETLINK_ROUTE = 0;
    /** Socket monitoring. */
    public static final int NETLINK_SOCK_DIAG = 4;
    /** The netfilter subsystems. */
    public static final int NETLINK_NETFILTER = 12;

    public static final int NLMSG_NOOP = 1;
    public static final int NLMSG_ERROR = 2;
    public static final int NLMSG_DONE = 3;
    public static final int NLMSG_OVERRUN = 4;
    /** Lower numbers are netlink's own messages. */
    public static final int NLMSG_MIN_TYPE = 0x10;
    /** sizeof(struct nlmsghdr). */
    public static final int NLMSG_HDRLEN = 16;

    public static final int NLM_F_REQUEST = 0x01;
    public static final int NLM_F_MULTI = 0x02;
    public static final int NLM_F_ACK = 0x04;
    public static final int NLM_F_ECHO = 0x08;
    public static final int NLM_F_DUMP_INTR = 0x10;
    public static final int NLM_F_ROOT = 0x100;
    public static final int NLM_F_MATCH = 0x200;
    public static final int NLM_F_DUMP = NLM_F_ROOT | NLM_F_MATCH;
    public static final int NLM_F_REPLACE = 0x100;
    public static final int NLM_F_EXCL = 0x200;
    public static final int NLM_F_CREATE = 0x400;
    public static final int NLM_F_APPEND = 0x800;
    /** In an error: the message that failed is cut to its header. */
    public static final int NLM_F_CAPPED = 0x100;
    /** In an error: NLMSGERR_ATTR_* attributes follow. */
    public static final int NLM_F_ACK_TLVS = 0x200;

    public static final int NLMSGERR_ATTR_MSG = 1;
    public static final int NLMSGERR_ATTR_OFFS = 2;

    public static final int NLA_HDRLEN = 4;
    public static final int NLA_F_NESTED = 0x8000;
    public static final int NLA_F_NET_BYTEORDER = 0x4000;
    public static final int NLA_TYPE_MASK = 0x3fff;

    public static final int NETLINK_ADD_MEMBERSHIP = 1;
    public static final int NETLINK_CAP_ACK = 10;
    public static final int NETLINK_EXT_ACK = 11;

    public static final int NFNL_SUBSYS_QUEUE = 3;
    public static final int NFNL_SUBSYS_NFTABLES = 10;
    public static final int NFNL_MSG_BATCH_BEGIN = NLMSG_MIN_TYPE;
    public static final int NFNL_MSG_BATCH_END = NLMSG_MIN_TYPE + 1;
    /** be32: the batch fails with ERESTART unless this is the present generation. */
    public static final int NFNL_BATCH_GENID = 1;
    /** sizeof(struct nfgenmsg). */
    public static final int NFGENMSG_LEN = 4;
    public static final int NFNETLINK_V0 = 0;

    public static final int AF_UNSPEC = 0;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    /** Netfilter's own family for IPv4 and IPv6 together ({@code linux/netfilter.h}). */
    public static final int NFPROTO_INET = 1;

    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private Netlink() {}

    /** Rounds up to the four bytes that messages and attributes are aligned to (NLMSG_ALIGN, NLA_ALIGN). */
    public static int align(int length) {
        return (length + 3) & ~3;
    }

    /** Turns host order into big-endian and back. */
    public static int bigEndian(int value) {
        return LITTLE ? Integer.reverseBytes(value) : value;
    }

    /** Turns host order into big-endian and back. */
    public static short bigEndian(short value) {
        return LITTLE ? Short.reverseBytes(value) : value;
    }

    /** Turns host order into big-endian and back. */
    public static long bigEndian(long value) {
        return LITTLE ? Long.reverseBytes(value) : value;
    }
}
