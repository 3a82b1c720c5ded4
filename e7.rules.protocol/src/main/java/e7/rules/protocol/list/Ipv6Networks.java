package e7.rules.protocol.list;

/**
 * IPv6 networks of which none contains another, in order. The only one that can contain an address is the last that begins at or before it. An index
 * over where an address lies between the first and the last network leaves some eight to search through if they are spread evenly, and what is
 * known of a network lies together, so a look-up costs two or three cache misses. Immutable.
 *
 * <p>Halves of addresses are kept with their sign bit turned over, so that signed comparison orders them as unsigned.
 */
final class Ipv6Networks {

    private static final int MOST_INDEX_BITS = 17;

    /** Longs for each network: the halves of its address, and the length of its prefix. */
    private static final int STRIDE = 3;

    private final long[] networks;
    private final int count;

    /** How many networks begin in the parts before a part; one entry more for the end. */
    private final int[] begun;

    /** The upper half of the first network's address. */
    private final long origin;

    /** By how many bits an upper half, less the origin, is shifted to give its part. */
    private final int shift;

    /** Made of networks in any order, which the sorter puts in order. */
    Ipv6Networks(NetworkSorter sorter) {
        sorter.sort();
        // In place, since a long list leaves little room for a second one.
        count = sorter.dropContained();
        networks = new long[STRIDE * count];
        for (int i = 0; i < count; i++) {
            networks[STRIDE * i] = sorter.high[i];
            networks[STRIDE * i + 1] = sorter.low[i];
            networks[STRIDE * i + 2] = sorter.prefix[i] & 0xff;
        }
        origin = count == 0 ? 0 : networks[0];
        long span = count == 0 ? 0 : networks[STRIDE * (count - 1)] - origin;
        int bits = Math.max(0, Math.min(MOST_INDEX_BITS, 29 - Integer.numberOfLeadingZeros(count)));
        // A long shifted by 64 is not shifted at all.
        shift = Math.max(0, Math.min(63, 64 - Long.numberOfLeadingZeros(span) - bits));
        begun = index(count == 0 ? 0 : (int) (span >>> shift) + 1);
    }

    private int[] index(int parts) {
        int[] index = new int[parts + 1];
        for (int i = 0; i < count; i++) {
            index[part(networks[STRIDE * i]) + 1]++;
        }
        for (int i = 0; i < parts; i++) {
            index[i + 1] += index[i];
        }
        return index;
    }

    private int part(long high) {
        return (int) (high - origin >>> shift);
    }

    boolean contains(long addressHigh, long addressLow) {
        long high = addressHigh ^ Long.MIN_VALUE;
        long low = addressLow ^ Long.MIN_VALUE;
        if (count == 0 || high < origin) {
            return false;
        }
        // Behind the last part it is the last network that begins at or before the address.
        long distance = high - origin >>> shift;
        boolean behind = distance < 0 || distance >= begun.length - 1;
        int from = behind ? count : begun[(int) distance];
        int to = behind ? count : begun[(int) distance + 1];
        while (from < to) {
            int middle = from + to >>> 1;
            long middleHigh = networks[STRIDE * middle];
            if (middleHigh < high || middleHigh == high && networks[STRIDE * middle + 1] <= low) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from > 0 && isIn(high, low, STRIDE * (from - 1));
    }

    private boolean isIn(long high, long low, int at) {
        return NetworkSorter.share(high ^ networks[at], low ^ networks[at + 1], (int) networks[at + 2]);
    }
}
