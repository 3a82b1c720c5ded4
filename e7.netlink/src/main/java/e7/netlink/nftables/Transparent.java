package e7.netlink.nftables;

import e7.netlink.MessageBuilder;

/**
 * Puts into a register, in one byte, whether the packet's socket has IP_TRANSPARENT or IPV6_TRANSPARENT, which takes CAP_NET_ADMIN or
 * CAP_NET_RAW. For a packet without a socket the rule ends here. A kernel without CONFIG_NFT_SOCKET lacks it (ENOENT).
 *
 * @param register NFT_REG_*
 */
public record Transparent(int register) implements Expression {

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public void encodeData(MessageBuilder out) {
        out.putU32Be(NfTables.NFTA_SOCKET_KEY, NfTables.NFT_SOCKET_TRANSPARENT);
        out.putU32Be(NfTables.NFTA_SOCKET_DREG, register);
    }
}
