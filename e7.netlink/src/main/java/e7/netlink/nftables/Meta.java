package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * Reads one of a packet's properties into a register, or sets it from there.
 *
 * @param key NFT_META_*
 * @param register NFT_REG_*
 * @param set whether the register is the source
 */
public record Meta(int key, int register, boolean set) implements Expression {

    /** Puts the property into the register. */
    public static Meta load(int key, int register) {
        return new Meta(key, register, false);
    }

    /** Sets the property to what is in the register. */
    public static Meta store(int key, int register) {
        return new Meta(key, register, true);
    }

    @Override
    public String name() {
        return "meta";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putU32Be(NfTables.NFTA_META_KEY, key);
        out.putU32Be(set ? NfTables.NFTA_META_SREG : NfTables.NFTA_META_DREG, register);
    }
}
