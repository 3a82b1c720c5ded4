package e7.rules.protocol;

import e7.api.packet.Packet;
import e7.api.rule.Bounds;

/**
 * A network, or with the longest prefix one address: one value of {@code src=} or {@code dst=}. The address is in {@link Packet}'s form,
 * 128 bits in two longs, an IPv4 one behind {@code ::ffff:0:0/96}.
 *
 * @param version 4 or 6
 * @param high upper 64 bits of the address
 * @param low lower 64 bits of the address; no bit behind the prefix is set
 * @param prefix length of the prefix, 0 to 32 or 0 to 128
 */
public record Network(int version, long high, long low, int prefix) {

    /** The network around an IPv4 address, whose bits behind the prefix are cleared. */
    public static Network ipv4(int address, int prefix) {
        return masked(4, 0, Packet.IPV4_PREFIX | address & 0xffff_ffffL, prefix);
    }

    /** The network around an IPv6 address, whose bits behind the prefix are cleared. */
    public static Network ipv6(long high, long low, int prefix) {
        return masked(6, high, low, prefix);
    }

    private static Network masked(int version, long high, long low, int prefix) {
        return new Network(version, high & highMask(version, prefix), low & lowMask(version, prefix), prefix);
    }

    /** Length of a whole address in bits. */
    public static int bits(int version) {
        return version == 4 ? 32 : 128;
    }

    /** Whether the address, which must be of this network's version, is in this network. */
    public boolean contains(long addressHigh, long addressLow) {
        return (addressHigh & highMask(version, prefix)) == high && (addressLow & lowMask(version, prefix)) == low;
    }

    /** The network as the range of {@link Bounds}. */
    Bounds.Range range() {
        return Bounds.Range.network(version, high, low, prefix);
    }

    /** 0 for all addresses, 100 for one. */
    int specificity() {
        return prefix * 100 / bits(version);
    }

    private static long highMask(int version, int prefix) {
        int length = prefix + 128 - bits(version);
        // A long shifted by 64 is not shifted at all.
        return length == 0 ? 0 : length >= 64 ? -1 : -1L << (64 - length);
    }

    private static long lowMask(int version, int prefix) {
        int length = prefix + 128 - bits(version);
        return length <= 64 ? 0 : -1L << (128 - length);
    }
}
