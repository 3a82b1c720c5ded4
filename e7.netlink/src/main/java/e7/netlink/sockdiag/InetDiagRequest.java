package e7.netlink.sockdiag;

import e7.netlink.MessageBuilder;
import e7.netlink.Netlink;
import java.nio.ByteBuffer;

/**
 * Asks for a socket, or for all with a source port. Laid out once; a request is a few stores.
 *
 * <pre>
 *   struct inet_diag_req_v2, behind the nlmsghdr of 16 bytes
 *    0  u8  sdiag_family       4  u32 idiag_states, host order: a bit for each TCP_*
 *    1  u8  sdiag_protocol     8  struct inet_diag_sockid
 *    2  u8  idiag_ext             0  be16 idiag_sport      20  be32 idiag_dst[4]
 *    3  u8  pad                   2  be16 idiag_dport      36  u32  idiag_if, host order
 *                                 4  be32 idiag_src[4]     40  u32  idiag_cookie[2], host order
 * </pre>
 *
 * IPv4 addresses are in the first of the four words.
 */
final class InetDiagRequest {
    private static final int FLAGS = 6;
    private static final int SEQUENCE = 8;
    private static final int FAMILY = Netlink.NLMSG_HDRLEN;
    private static final int PROTOCOL = FAMILY + 1;
    private static final int STATES = FAMILY + 4;
    private static final int SOURCE_PORT = FAMILY + 8;
    private static final int DESTINATION_PORT = SOURCE_PORT + 2;
    private static final int SOURCE = SOURCE_PORT + 4;
    private static final int DESTINATION = SOURCE_PORT + 20;
    private static final int INTERFACE = SOURCE_PORT + 36;
    private static final int COOKIE = SOURCE_PORT + 40;

    private final MessageBuilder message = new MessageBuilder(Netlink.NLMSG_HDRLEN + InetDiag.INET_DIAG_REQ_V2_LEN);
    private final ByteBuffer buffer = message.buffer();

    InetDiagRequest() {
        message.begin(InetDiag.SOCK_DIAG_BY_FAMILY, Netlink.NLM_F_REQUEST, 0);
        message.putRaw(new byte[InetDiag.INET_DIAG_REQ_V2_LEN]).end();
        buffer.putInt(COOKIE, InetDiag.INET_DIAG_NOCOOKIE).putInt(COOKIE + 4, InetDiag.INET_DIAG_NOCOOKIE);
    }

    /** Begins a request for one socket. */
    InetDiagRequest one(int sequence, int family, int protocol, int index) {
        return header(sequence, Netlink.NLM_F_REQUEST, family, protocol, InetDiag.ALL_STATES, index);
    }

    /** Makes it a request for all sockets of a family whose own port is this and whose state is one of these, a bit for each TCP_*. */
    InetDiagRequest all(int sequence, int family, int protocol, int states, int port) {
        header(sequence, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP, family, protocol, states, 0);
        return source(0, 0, port).destination(0, 0, 0);
    }

    private InetDiagRequest header(int sequence, int flags, int family, int protocol, int states, int index) {
        buffer.putShort(FLAGS, (short) flags).putInt(SEQUENCE, sequence);
        buffer.put(FAMILY, (byte) family).put(PROTOCOL, (byte) protocol).putInt(STATES, states).putInt(INTERFACE, index);
        return this;
    }

    /** Sets the fields idiag_src and idiag_sport. */
    InetDiagRequest source(long high, long low, int port) {
        address(SOURCE, high, low);
        buffer.putShort(SOURCE_PORT, Netlink.bigEndian((short) port));
        return this;
    }

    /** Sets the fields idiag_dst and idiag_dport. */
    InetDiagRequest destination(long high, long low, int port) {
        address(DESTINATION, high, low);
        buffer.putShort(DESTINATION_PORT, Netlink.bigEndian((short) port));
        return this;
    }

    private void address(int at, long high, long low) {
        if (buffer.get(FAMILY) == Netlink.AF_INET) {
            buffer.putInt(at, Netlink.bigEndian((int) low)).putInt(at + 4, 0).putLong(at + 8, 0);
        } else {
            buffer.putLong(at, Netlink.bigEndian(high)).putLong(at + 8, Netlink.bigEndian(low));
        }
    }

    MessageBuilder message() {
        return message;
    }
}
