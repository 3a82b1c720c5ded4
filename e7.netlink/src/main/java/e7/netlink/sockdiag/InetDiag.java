package e7.netlink.sockdiag;

/** Names of {@code linux/sock_diag.h}, {@code linux/inet_diag.h}, {@code linux/in.h} and {@code net/tcp_states.h}, spelled as there. */
public final class InetDiag {
    public static final int SOCK_DIAG_BY_FAMILY = 20;
    /** sizeof(struct inet_diag_req_v2). */
    public static final int INET_DIAG_REQ_V2_LEN = 56;
    /** sizeof(struct inet_diag_msg). */
    public static final int INET_DIAG_MSG_LEN = 72;
    /** Both halves of a cookie that is not asked for. */
    public static final int INET_DIAG_NOCOOKIE = -1;
    /** u8: whether an IPv6 socket takes no IPv4; there only for sockets in TCP_LISTEN and TCP_CLOSE. */
    public static final int INET_DIAG_SKV6ONLY = 11;

    public static final int IPPROTO_TCP = 6;
    public static final int IPPROTO_UDP = 17;
    public static final int IPPROTO_SCTP = 132;
    public static final int IPPROTO_UDPLITE = 136;

    /** Of UDP: connected. */
    public static final int TCP_ESTABLISHED = 1;
    public static final int TCP_SYN_SENT = 2;
    public static final int TCP_SYN_RECV = 3;
    public static final int TCP_FIN_WAIT1 = 4;
    public static final int TCP_FIN_WAIT2 = 5;
    public static final int TCP_TIME_WAIT = 6;
    /** Of UDP: not connected. */
    public static final int TCP_CLOSE = 7;
    public static final int TCP_CLOSE_WAIT = 8;
    public static final int TCP_LAST_ACK = 9;
    public static final int TCP_LISTEN = 10;
    public static final int TCP_CLOSING = 11;

    /** A bit for each TCP_*: all of them. */
    static final int ALL_STATES = -1;
    /** The upper half of the low long of an IPv4 address. */
    static final long IPV4_PREFIX = 0x0000_ffff_0000_0000L;

    private InetDiag() {}

    /** Whether it is {@code ::ffff:a.b.c.d}. */
    static boolean isIpv4(long high, long low) {
        return high == 0 && (low & 0xffff_ffff_0000_0000L) == IPV4_PREFIX;
    }

    /** Whether it is {@code ::}, or {@code 0.0.0.0} as IPv4. */
    static boolean isAny(long high, long low) {
        return high == 0 && (low == 0 || low == IPV4_PREFIX);
    }
}
