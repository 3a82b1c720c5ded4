package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * {@code register = (register & mask) ^ xor}, on 32 bits in host order.
 *
 * @param register NFT_REG_*
 */
public record Bitwise(int register, int mask, int xor) implements Expression {
    private static final int BYTES = 4;

    /** Keeps the bits of the mask. */
    public static Bitwise and(int register, int mask) {
        return new Bitwise(register, mask, 0);
    }

    /** Sets these bits and keeps the others. */
    public static Bitwise or(int register, int bits) {
        return new Bitwise(register, ~bits, bits);
    }

    @Override
    public String name() {
        return "bitwise";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putU32Be(NfTables.NFTA_BITWISE_SREG, register);
        out.putU32Be(NfTables.NFTA_BITWISE_DREG, register);
        out.putU32Be(NfTables.NFTA_BITWISE_LEN, BYTES);
        Expression.encodeValue(out, NfTables.NFTA_BITWISE_MASK, Expression.u32(mask));
        Expression.encodeValue(out, NfTables.NFTA_BITWISE_XOR, Expression.u32(xor));
    }
}
