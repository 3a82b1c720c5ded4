package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * Gives a verdict: the chain ends here for this packet.
 *
 * @param verdict NF_ACCEPT or NF_DROP
 */
public record Immediate(int verdict) implements Expression {

    @Override
    public String name() {
        return "immediate";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putU32Be(NfTables.NFTA_IMMEDIATE_DREG, NfTables.NFT_REG_VERDICT);
        int data = out.beginNested(NfTables.NFTA_IMMEDIATE_DATA);
        int inner = out.beginNested(NfTables.NFTA_DATA_VERDICT);
        out.putU32Be(NfTables.NFTA_VERDICT_CODE, verdict);
        out.endNested(inner);
        out.endNested(data);
    }
}
