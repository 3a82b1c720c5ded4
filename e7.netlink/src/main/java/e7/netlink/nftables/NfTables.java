package e7.netlink.nftables;

import e7.netlink.Netlink;

/** Names of {@code linux/netfilter/nf_tables.h}, {@code nf_tables_compat.h} and {@code netfilter.h}, spelled as there. */
public final class NfTables {
    private static final int SUBSYSTEM = Netlink.NFNL_SUBSYS_NFTABLES << 8;

    public static final int NFT_MSG_NEWTABLE = SUBSYSTEM;
    public static final int NFT_MSG_GETTABLE = SUBSYSTEM | 1;
    public static final int NFT_MSG_DELTABLE = SUBSYSTEM | 2;
    public static final int NFT_MSG_NEWCHAIN = SUBSYSTEM | 3;
    public static final int NFT_MSG_GETCHAIN = SUBSYSTEM | 4;
    public static final int NFT_MSG_NEWRULE = SUBSYSTEM | 6;
    public static final int NFT_MSG_GETRULE = SUBSYSTEM | 7;
    public static final int NFT_MSG_DELRULE = SUBSYSTEM | 8;
    public static final int NFT_MSG_GETGEN = SUBSYSTEM | 16;

    public static final int NFTA_GEN_ID = 1;

    public static final int NFTA_TABLE_NAME = 1;
    public static final int NFTA_TABLE_FLAGS = 2;
    /** Its chains are not hooked in. */
    public static final int NFT_TABLE_F_DORMANT = 1;

    public static final int NFTA_CHAIN_TABLE = 1;
    public static final int NFTA_CHAIN_NAME = 3;
    public static final int NFTA_CHAIN_HOOK = 4;
    public static final int NFTA_CHAIN_POLICY = 5;
    public static final int NFTA_CHAIN_TYPE = 7;
    public static final int NFTA_HOOK_HOOKNUM = 1;
    public static final int NFTA_HOOK_PRIORITY = 2;

    public static final int NFTA_RULE_TABLE = 1;
    public static final int NFTA_RULE_CHAIN = 2;
    public static final int NFTA_RULE_HANDLE = 3;
    public static final int NFTA_RULE_EXPRESSIONS = 4;
    public static final int NFTA_RULE_USERDATA = 7;
    /** What nft(8) shows as the rule's comment: u8 0, u8 length, text with a NUL (libnftnl {@code udata.h}). */
    public static final int NFTNL_UDATA_RULE_COMMENT = 0;

    public static final int NFTA_LIST_ELEM = 1;
    public static final int NFTA_EXPR_NAME = 1;
    public static final int NFTA_EXPR_DATA = 2;
    public static final int NFTA_DATA_VALUE = 1;
    public static final int NFTA_DATA_VERDICT = 2;
    public static final int NFTA_VERDICT_CODE = 1;

    public static final int NFTA_META_DREG = 1;
    public static final int NFTA_META_KEY = 2;
    public static final int NFTA_META_SREG = 3;
    public static final int NFTA_CT_DREG = 1;
    public static final int NFTA_CT_KEY = 2;
    public static final int NFTA_BITWISE_SREG = 1;
    public static final int NFTA_BITWISE_DREG = 2;
    public static final int NFTA_BITWISE_LEN = 3;
    public static final int NFTA_BITWISE_MASK = 4;
    public static final int NFTA_BITWISE_XOR = 5;
    public static final int NFTA_CMP_SREG = 1;
    public static final int NFTA_CMP_OP = 2;
    public static final int NFTA_CMP_DATA = 3;
    public static final int NFTA_IMMEDIATE_DREG = 1;
    public static final int NFTA_IMMEDIATE_DATA = 2;
    public static final int NFTA_QUEUE_NUM = 1;
    public static final int NFTA_QUEUE_TOTAL = 2;
    public static final int NFTA_QUEUE_FLAGS = 3;
    public static final int NFT_QUEUE_FLAG_BYPASS = 1;
    public static final int NFTA_TARGET_NAME = 1;
    public static final int NFTA_TARGET_REV = 2;
    public static final int NFTA_TARGET_INFO = 3;
    public static final int NFTA_MATCH_NAME = 1;
    public static final int NFTA_MATCH_REV = 2;
    public static final int NFTA_MATCH_INFO = 3;
    public static final int NFTA_FIB_DREG = 1;
    public static final int NFTA_FIB_RESULT = 2;
    public static final int NFTA_FIB_FLAGS = 3;
    public static final int NFTA_SOCKET_KEY = 1;
    public static final int NFTA_SOCKET_DREG = 2;
    public static final int NFTA_PAYLOAD_DREG = 1;
    public static final int NFTA_PAYLOAD_BASE = 2;
    public static final int NFTA_PAYLOAD_OFFSET = 3;
    public static final int NFTA_PAYLOAD_LEN = 4;
    public static final int NFTA_REJECT_TYPE = 1;
    public static final int NFTA_REJECT_ICMP_CODE = 2;

    public static final int NFT_REG_VERDICT = 0;
    public static final int NFT_REG_1 = 1;

    public static final int NFT_META_MARK = 3;
    /** u32, index of the interface that the packet leaves by. */
    public static final int NFT_META_OIF = 5;
    /** u32, the user of the socket's file; a packet without one ends the rule. */
    public static final int NFT_META_SKUID = 10;
    /** u8, NFPROTO_*. */
    public static final int NFT_META_NFPROTO = 15;
    public static final int NFT_META_L4PROTO = 16;
    public static final int NFPROTO_IPV6 = 10;

    public static final int NFT_FIB_RESULT_ADDRTYPE = 3;
    public static final int NFTA_FIB_F_SADDR = 1;
    public static final int NFTA_FIB_F_OIF = 1 << 4;
    /** Types of addresses, {@code rtnetlink.h}. */
    public static final int RTN_LOCAL = 2;
    public static final int RTN_ANYCAST = 4;

    public static final int NFT_SOCKET_TRANSPARENT = 0;
    public static final int NFT_PAYLOAD_NETWORK_HEADER = 1;

    public static final int NFT_CT_STATE = 0;
    public static final int NFT_CT_DIRECTION = 1;
    public static final int NFT_CT_STATUS = 2;
    /** Bits of the ct state, NF_CT_STATE_BIT of {@code nf_conntrack_common.h}. */
    public static final int NF_CT_STATE_ESTABLISHED = 1 << 1;
    public static final int NF_CT_STATE_RELATED = 1 << 2;
    public static final int NF_CT_STATE_NEW = 1 << 3;
    /** Of the ct status, {@code nf_conntrack_common.h}: another flow's helper foretold it. */
    public static final int IPS_EXPECTED = 1;
    /** Of the ct status: the flow's first packet has left, and others can find the entry. */
    public static final int IPS_CONFIRMED = 1 << 3;
    /** Of the ct direction: the packet goes against the flow's first one. */
    public static final int IP_CT_DIR_REPLY = 1;

    public static final int NFT_CMP_EQ = 0;
    public static final int NFT_CMP_NEQ = 1;
    public static final int NFT_CMP_LTE = 3;
    public static final int NFT_CMP_GTE = 5;

    public static final int NFT_REJECT_TCP_RST = 1;
    public static final int NFT_REJECT_ICMPX_UNREACH = 2;
    public static final int NFT_REJECT_ICMPX_ADMIN_PROHIBITED = 3;

    public static final int NF_DROP = 0;
    public static final int NF_ACCEPT = 1;
    public static final int NF_INET_LOCAL_OUT = 3;

    private NfTables() {}
}
