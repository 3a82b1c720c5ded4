package e7.netlink.nftables;

import e7.netlink.MessageBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One of x_tables' matches, through nf_tables' compatibility layer ({@code nf_tables_compat.h}, {@code nft_compat}): the rule goes on if it
 * matches.
 *
 * @param match its name there, such as addrtype
 * @param revision which of its structs {@code info} is
 * @param info that struct, in host order, padded to a multiple of 8 bytes (XT_ALIGN)
 */
public record Match(String match, int revision, byte[] info) implements Expression {
    private static final int ADDRTYPE_INFO_V1_LEN = 8;
    private static final int ADDRTYPE_INFO_V1_REVISION = 1;
    private static final int XT_ADDRTYPE_INVERT_SOURCE = 1;
    private static final int XT_ADDRTYPE_LIMIT_IFACE_OUT = 1 << 3;

    /**
     * Goes on if the source address is of none of these types, as {@link Fib} tells them: struct xt_addrtype_info_v1 ({@code xt_addrtype.h}), u16
     * source, u16 dest, u32 flags.
     *
     * @param types 1 << RTN_*, any of them
     * @param byDevice as {@link Fib}'s
     */
    public static Match sourceIsNot(int types, boolean byDevice) {
        ByteBuffer info = ByteBuffer.allocate(ADDRTYPE_INFO_V1_LEN).order(ByteOrder.nativeOrder());
        info.putShort(0, (short) types).putInt(4, XT_ADDRTYPE_INVERT_SOURCE | (byDevice ? XT_ADDRTYPE_LIMIT_IFACE_OUT : 0));
        return new Match("addrtype", ADDRTYPE_INFO_V1_REVISION, info.array());
    }

    @Override
    public String name() {
        return "match";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putString(NfTables.NFTA_MATCH_NAME, match);
        out.putU32Be(NfTables.NFTA_MATCH_REV, revision);
        out.putBytes(NfTables.NFTA_MATCH_INFO, info);
    }
}
