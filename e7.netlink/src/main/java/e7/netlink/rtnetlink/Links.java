package e7.netlink.rtnetlink;

import e7.netlink.Exchange;
import e7.netlink.MessageBuilder;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Changes network interfaces.
 *
 * <pre>
 *   struct ifinfomsg, 16 bytes, host order ({@code linux/rtnetlink.h})
 *    0  u8  ifi_family, u8 0      4  s32 ifi_index     12  u32 ifi_change: which of the flags are meant
 *    2  u16 ifi_type              8  u32 ifi_flags
 * </pre>
 */
public final class Links {
    /** The loopback interface's index, in every network namespace (LOOPBACK_IFINDEX, {@code net/flow.h}). */
    public static final int LOOPBACK = 1;

    static final int RTM_NEWLINK = 16;
    static final int IFF_UP = 1;

    private static final int IFINFOMSG_LEN = 16;
    private static final int MESSAGE_LEN = 64;

    private Links() {}

    /** Sets an interface up; no error if it is. EPERM without CAP_NET_ADMIN in the network namespace. */
    public static void setUp(int index) throws NetlinkException {
        try (Exchange exchange = Exchange.open(Netlink.NETLINK_ROUTE, MESSAGE_LEN)) {
            up(exchange.request(RTM_NEWLINK, Netlink.NLM_F_ACK), index).end();
            exchange.acknowledged("set interface up: index=" + index);
        }
    }

    static MessageBuilder up(MessageBuilder message, int index) {
        ByteBuffer header = ByteBuffer.allocate(IFINFOMSG_LEN).order(ByteOrder.nativeOrder());
        header.putInt(4, index).putInt(8, IFF_UP).putInt(12, IFF_UP);
        return message.putRaw(header.array());
    }
}
