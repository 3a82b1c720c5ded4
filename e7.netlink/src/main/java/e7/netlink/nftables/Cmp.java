package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * Ends the rule unless a register compares so with a constant.
 *
 * @param register NFT_REG_*
 * @param operator NFT_CMP_*; what is greater goes by the first byte that differs
 * @param value as many bytes as are compared
 */
public record Cmp(int register, int operator, byte[] value) implements Expression {

    /** Goes on if the 32 bits are not zero. */
    public static Cmp notZero(int register) {
        return new Cmp(register, NfTables.NFT_CMP_NEQ, Expression.u32(0));
    }

    /** Goes on if the 32 bits are zero. */
    public static Cmp isZero(int register) {
        return new Cmp(register, NfTables.NFT_CMP_EQ, Expression.u32(0));
    }

    /** Goes on if the 32 bits are this. */
    public static Cmp is(int register, int value) {
        return new Cmp(register, NfTables.NFT_CMP_EQ, Expression.u32(value));
    }

    /** Goes on if the 32 bits are not this. */
    public static Cmp isNot(int register, int value) {
        return new Cmp(register, NfTables.NFT_CMP_NEQ, Expression.u32(value));
    }

    /** Goes on if the register's one byte is this. */
    public static Cmp isByte(int register, int value) {
        return new Cmp(register, NfTables.NFT_CMP_EQ, new byte[] {(byte) value});
    }

    @Override
    public String name() {
        return "cmp";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putU32Be(NfTables.NFTA_CMP_SREG, register);
        out.putU32Be(NfTables.NFTA_CMP_OP, operator);
        Expression.encodeValue(out, NfTables.NFTA_CMP_DATA, value);
    }
}
