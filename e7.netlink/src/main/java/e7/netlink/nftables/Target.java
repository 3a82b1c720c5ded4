package e7.netlink.nftables;

import e7.netlink.MessageBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One of x_tables' targets, through nf_tables' compatibility layer ({@code nf_tables_compat.h}, {@code nft_compat}).
 *
 * @param target its name there, such as NFQUEUE
 * @param revision which of its structs {@code info} is
 * @param info that struct, in host order, padded to a multiple of 8 bytes (XT_ALIGN)
 */
public record Target(String target, int revision, byte[] info) implements Expression {
    private static final int NFQ_INFO_V3_LEN = 8;
    private static final int NFQ_INFO_V3_REVISION = 3;
    private static final short NFQ_FLAG_BYPASS = 1;

    /** Queues the packet, as {@link Queue} does: struct xt_NFQ_info_v3 ({@code xt_NFQUEUE.h}), u16 queuenum, queues_total, flags. */
    public static Target nfqueue(int number, boolean bypass) {
        ByteBuffer info = ByteBuffer.allocate(NFQ_INFO_V3_LEN).order(ByteOrder.nativeOrder());
        info.putShort(0, (short) number).putShort(2, (short) 1).putShort(4, bypass ? NFQ_FLAG_BYPASS : 0);
        return new Target("NFQUEUE", NFQ_INFO_V3_REVISION, info.array());
    }

    @Override
    public String name() {
        return "target";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putString(NfTables.NFTA_TARGET_NAME, target);
        out.putU32Be(NfTables.NFTA_TARGET_REV, revision);
        out.putBytes(NfTables.NFTA_TARGET_INFO, info);
    }
}
