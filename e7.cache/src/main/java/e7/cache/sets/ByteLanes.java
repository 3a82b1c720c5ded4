package e7.cache.sets;

/** Eight bytes in a long, worked on at once; lane 0 is the lowest byte. */
final class ByteLanes {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_SEVEN = 0x7f7f_7f7f_7f7f_7f7fL;

    private ByteLanes() {}

    /** The high bits of a hash as a byte that is never 0. */
    static int tag(int hash) {
        int high = hash >>> 24;
        return high == 0 ? 1 : high;
    }

    /** The lanes with one of them changed. */
    static long with(long lanes, int lane, int value) {
        int shift = lane << 3;
        return lanes & ~(0xffL << shift) | (value & 0xffL) << shift;
    }

    /** The highest bit of each lane that holds the value, and no other bit: exact, without carries from lane to lane. */
    static long equalTo(long lanes, int value) {
        long zeroWhereEqual = lanes ^ value * ONES;
        return ~((zeroWhereEqual & LOW_SEVEN) + LOW_SEVEN | zeroWhereEqual | LOW_SEVEN);
    }

    /** The lowest lane whose highest bit is set. */
    static int firstOf(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
