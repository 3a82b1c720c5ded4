package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * Asks the routing table what type the packet's source address is of (RTN_*, {@code linux/rtnetlink.h}) and puts it into a register, 32 bits in
 * host order. A kernel without CONFIG_NFT_FIB_INET lacks it (ENOENT).
 *
 * @param register NFT_REG_*
 * @param byDevice whether only what holds on the interface that the packet leaves by counts: an address of another one is then not local
 */
public record Fib(int register, boolean byDevice) implements Expression {

    @Override
    public String name() {
        return "fib";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        int flags = NfTables.NFTA_FIB_F_SADDR | (byDevice ? NfTables.NFTA_FIB_F_OIF : 0);
        out.putU32Be(NfTables.NFTA_FIB_FLAGS, flags);
        out.putU32Be(NfTables.NFTA_FIB_RESULT, NfTables.NFT_FIB_RESULT_ADDRTYPE);
        out.putU32Be(NfTables.NFTA_FIB_DREG, register);
    }
}
