package e7.netlink.source;

import static e7.netlink.nftables.NfTables.NFPROTO_IPV6;
import static e7.netlink.nftables.NfTables.NFT_CMP_GTE;
import static e7.netlink.nftables.NfTables.NFT_CMP_LTE;
import static e7.netlink.nftables.NfTables.NFT_META_NFPROTO;
import static e7.netlink.nftables.NfTables.NFT_REG_1;
import static e7.netlink.nftables.NfTables.RTN_ANYCAST;
import static e7.netlink.nftables.NfTables.RTN_LOCAL;

import e7.netlink.nftables.Cmp;
import e7.netlink.nftables.Expression;
import e7.netlink.nftables.Fib;
import e7.netlink.nftables.Match;
import e7.netlink.nftables.Meta;
import e7.netlink.nftables.Payload;
import e7.netlink.nftables.Transparent;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests for packets whose source address is not this host's. IPV6_FREEBIND takes no privilege, and what the kernel answers to such a packet
 * goes to whom the address belongs.
 *
 * <p>An address is this host's if it is local anywhere, or on the interface that the packet leaves by, where a VRF has a table of its own; a
 * link-local one on that interface alone. A packet between two link-local addresses of this host leaves by lo and so passes the test as well:
 * whoever reads the bit lets one to itself go.
 *
 * <p>Only a socket's packet passes the tests: what the kernel sends in others' names (a reset for what it refuses to forward, IPVS) has none.
 * Nor does a transparent socket's, which takes a privilege.
 */
final class ForgedSource {
    private static final int IPV6_SOURCE = 8;
    private static final byte[] LINK_LOCAL_FIRST = {(byte) 0xfe, (byte) 0x80};
    private static final byte[] LINK_LOCAL_LAST = {(byte) 0xfe, (byte) 0xbf};

    private ForgedSource() {}

    /** Goes on if the source address is not of this host. */
    static Expression[] isOfNoInterface(Means means) {
        List<Expression> test = new ArrayList<>(isForeign(means, false));
        test.addAll(isForeign(means, true));
        test.addAll(isOrdinarySocket(means));
        return test.toArray(new Expression[0]);
    }

    /** Goes on if the source address is a link-local one that is not of the interface that the packet leaves by. */
    static Expression[] isLinkLocalElsewhere(Means means) {
        List<Expression> test = new ArrayList<>(List.of(
                Meta.load(NFT_META_NFPROTO, NFT_REG_1),
                Cmp.isByte(NFT_REG_1, NFPROTO_IPV6),
                new Payload(NFT_REG_1, IPV6_SOURCE, LINK_LOCAL_FIRST.length),
                new Cmp(NFT_REG_1, NFT_CMP_GTE, LINK_LOCAL_FIRST),
                new Cmp(NFT_REG_1, NFT_CMP_LTE, LINK_LOCAL_LAST)));
        test.addAll(isForeign(means, true));
        test.addAll(isOrdinarySocket(means));
        return test.toArray(new Expression[0]);
    }

    private static List<Expression> isForeign(Means means, boolean byDevice) {
        if (!means.fib()) {
            return List.of(Match.sourceIsNot(1 << RTN_LOCAL | 1 << RTN_ANYCAST, byDevice));
        }
        return List.of(new Fib(NFT_REG_1, byDevice), Cmp.isNot(NFT_REG_1, RTN_LOCAL), Cmp.isNot(NFT_REG_1, RTN_ANYCAST));
    }

    private static List<Expression> isOrdinarySocket(Means means) {
        return means.socket() ? List.of(new Transparent(NFT_REG_1), Cmp.isByte(NFT_REG_1, 0)) : List.of();
    }
}
