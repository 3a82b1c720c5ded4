package e7.rules.protocol.list;

import java.util.Arrays;

/**
 * IPv4 networks as ranges that neither overlap nor touch, in order. An index over the first 16 bits of an address leaves a handful of ranges to
 * search through, so a look-up costs two cache misses, however many there are. Immutable.
 */
final class Ipv4Ranges {

    private static final int INDEX_BITS = 16;
    private static final int INDEXED = 1 << INDEX_BITS;

    /** The first address in the upper half of a long, the last one in the lower. */
    private final long[] ranges;

    /** How many ranges begin before the addresses that begin with these 16 bits; one entry more for the end. */
    private final int[] begun = new int[INDEXED + 1];

    /**
     * Made of networks in any order.
     *
     * @param networks each an address, without bits behind its prefix, times 64, plus the prefix's length; the array is changed
     * @param count how many of them count
     */
    Ipv4Ranges(long[] networks, int count) {
        Arrays.sort(networks, 0, count);
        // The ranges take the networks' places, of which they never need more.
        int kept = 0;
        long last = -2;
        for (int i = 0; i < count; i++) {
            long from = networks[i] >>> 6;
            long to = from + (1L << 32 - (networks[i] & 63)) - 1;
            if (from <= last + 1) {
                last = Math.max(to, last);
                networks[kept - 1] = networks[kept - 1] & 0xffff_ffff_0000_0000L | last;
            } else {
                last = to;
                networks[kept++] = from << 32 | to;
            }
        }
        ranges = Arrays.copyOf(networks, kept);
        for (long range : ranges) {
            begun[(int) (range >>> 64 - INDEX_BITS) + 1]++;
        }
        for (int i = 0; i < INDEXED; i++) {
            begun[i + 1] += begun[i];
        }
    }

    boolean contains(int address) {
        int from = begun[address >>> INDEX_BITS];
        int to = begun[(address >>> INDEX_BITS) + 1];
        long wanted = Integer.toUnsignedLong(address);
        while (from < to) {
            int middle = from + to >>> 1;
            if (ranges[middle] >>> 32 <= wanted) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from > 0 && wanted <= (ranges[from - 1] & 0xffff_ffffL);
    }
}
