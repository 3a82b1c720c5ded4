package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * Drops the packet and tells its sender. What is sent to him goes through the output hook itself.
 *
 * @param type NFT_REJECT_*
 * @param code for NFT_REJECT_ICMPX_UNREACH, one of NFT_REJECT_ICMPX_*, which the kernel turns into ICMP's or ICMPv6's; otherwise 0
 */
public record Reject(int type, int code) implements Expression {

    /** A TCP reset; the rule must have made sure that it is TCP. */
    public static Reject tcpReset() {
        return new Reject(NfTables.NFT_REJECT_TCP_RST, 0);
    }

    /** ICMP or ICMPv6 "administratively prohibited". */
    public static Reject adminProhibited() {
        return new Reject(NfTables.NFT_REJECT_ICMPX_UNREACH, NfTables.NFT_REJECT_ICMPX_ADMIN_PROHIBITED);
    }

    @Override
    public String name() {
        return "reject";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putU32Be(NfTables.NFTA_REJECT_TYPE, type);
        out.putU8(NfTables.NFTA_REJECT_ICMP_CODE, code);
    }
}
