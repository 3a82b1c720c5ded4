package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * Queues the packet to user space: nf_tables' own expression, which a kernel without CONFIG_NFT_QUEUE lacks (ENOENT).
 *
 * @param number the queue's, 0 to 65535
 * @param bypass whether a packet goes on if nobody has bound the queue, instead of being dropped
 */
public record Queue(int number, boolean bypass) implements Expression {

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putU16Be(NfTables.NFTA_QUEUE_NUM, number);
        out.putU16Be(NfTables.NFTA_QUEUE_TOTAL, 1);
        out.putU16Be(NfTables.NFTA_QUEUE_FLAGS, bypass ? NfTables.NFT_QUEUE_FLAG_BYPASS : 0);
    }
}
