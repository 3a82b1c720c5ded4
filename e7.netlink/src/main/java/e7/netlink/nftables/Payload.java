package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * Copies bytes of the network header into a register, as they are.
 *
 * @param register NFT_REG_*
 * @param offset of the first byte
 * @param length how many, up to 16
 */
public record Payload(int register, int offset, int length) implements Expression {

    @Override
    public String name() {
        return "payload";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putU32Be(NfTables.NFTA_PAYLOAD_DREG, register);
        out.putU32Be(NfTables.NFTA_PAYLOAD_BASE, NfTables.NFT_PAYLOAD_NETWORK_HEADER);
        out.putU32Be(NfTables.NFTA_PAYLOAD_OFFSET, offset);
        out.putU32Be(NfTables.NFTA_PAYLOAD_LEN, length);
    }
}
