package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * Reads a property of the packet's connection tracking entry into a register. Without an entry the rule ends here, except for
 * NFT_CT_STATE, which is then "invalid" or "untracked". A rule with this expression makes the kernel track connections.
 *
 * @param key NFT_CT_*
 * @param register NFT_REG_*
 */
public record Ct(int key, int register) implements Expression {

    @Override
    public String name() {
        return "ct";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putU32Be(NfTables.NFTA_CT_KEY, key);
        out.putU32Be(NfTables.NFTA_CT_DREG, register);
    }
}
