package e7.netlink.nfqueue;

import e7.netlink.Netlink;

/** Names of {@code linux/netfilter/nfnetlink_queue.h} and {@code linux/netfilter.h}, spelled as there. */
public final class NfQueue {
    private static final int SUBSYSTEM = Netlink.NFNL_SUBSYS_QUEUE << 8;

    public static final int NFQNL_MSG_PACKET = SUBSYSTEM;
    public static final int NFQNL_MSG_VERDICT = SUBSYSTEM | 1;
    public static final int NFQNL_MSG_CONFIG = SUBSYSTEM | 2;

    /** struct nfqnl_msg_packet_hdr, 7 bytes: be32 packet_id, be16 hw_protocol, u8 hook. */
    public static final int NFQA_PACKET_HDR = 1;
    /** struct nfqnl_msg_verdict_hdr: be32 verdict, be32 id. */
    public static final int NFQA_VERDICT_HDR = 2;
    /** be32. */
    public static final int NFQA_MARK = 3;
    /** be32. */
    public static final int NFQA_IFINDEX_OUTDEV = 6;
    /** The packet from its network header on, as far as the copy range goes. */
    public static final int NFQA_PAYLOAD = 10;
    /** be32: the whole packet's length; there only if the payload was cut. */
    public static final int NFQA_CAP_LEN = 13;
    /** be32: NFQA_SKB_*. */
    public static final int NFQA_SKB_INFO = 14;
    /** be32, in the initial user namespace's numbers; there only if a socket sent the packet. */
    public static final int NFQA_UID = 16;
    /** be32, as {@link #NFQA_UID}. */
    public static final int NFQA_GID = 17;

    /** struct nfqnl_msg_config_cmd: u8 command, u8 0, be16 family (of no effect). */
    public static final int NFQA_CFG_CMD = 1;
    /** struct nfqnl_msg_config_params, 5 bytes: be32 copy_range, u8 copy_mode. */
    public static final int NFQA_CFG_PARAMS = 2;
    /** be32. */
    public static final int NFQA_CFG_QUEUE_MAXLEN = 3;
    /** be32: which flags NFQA_CFG_FLAGS is about. */
    public static final int NFQA_CFG_MASK = 4;
    /** be32: NFQA_CFG_F_*. */
    public static final int NFQA_CFG_FLAGS = 5;

    public static final int NFQNL_CFG_CMD_BIND = 1;
    public static final int NFQNL_CFG_CMD_UNBIND = 2;
    public static final int NFQNL_CFG_CMD_PF_BIND = 3;
    public static final int NFQNL_COPY_PACKET = 2;

    public static final int NFQA_CFG_F_FAIL_OPEN = 1;
    public static final int NFQA_CFG_F_GSO = 1 << 2;
    public static final int NFQA_CFG_F_UID_GID = 1 << 3;

    /** The checksums in the packet are not yet computed; the device will do it. */
    public static final int NFQA_SKB_CSUMNOTREADY = 1;
    /** The packet is longer than the device's MTU and will be cut into segments. */
    public static final int NFQA_SKB_GSO = 1 << 1;

    public static final int NF_DROP = 0;
    public static final int NF_ACCEPT = 1;

    private NfQueue() {}
}
