package e7.kernel.index;

import java.util.Map;

/**
 * Numbers and what stands under them, never changed once it is made.
 *
 * <p>Open addressing with linear probing. A slot is two longs beside each other, number and value, so that a look-up touches one line of
 * memory as a rule. Three of five slots are taken. Most numbers that packets have are in no rule, so before the slots a filter is asked, a bit
 * for each hash, which is small enough for the processor's caches when the slots are not.
 */
final class LongTable {

    /** What stands under a number that is not here. */
    static final int NONE = Integer.MIN_VALUE;

    /** The golden ratio of 2^64, odd: spreads numbers that are close to each other. */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private static final int FILTER_BITS_EACH = 8;

    private final long[] filter;
    private final int filterShift;
    private final long[] slots;
    private final int length;

    /** With values other than {@link #NONE}. */
    LongTable(Map<Long, Integer> values) {
        length = values.size() * 5 / 3 + 1;
        slots = new long[2 * length];
        for (int slot = 0; slot < length; slot++) {
            slots[2 * slot + 1] = NONE;
        }
        // A power of two of longs, for a shift takes the hash's upper bits.
        int filterBits = Math.max(6, Integer.SIZE - Integer.numberOfLeadingZeros(values.size() * FILTER_BITS_EACH));
        filter = new long[1 << filterBits - 6];
        filterShift = Long.SIZE - filterBits;
        values.forEach((number, value) -> {
            long bit = number * SPREAD >>> filterShift;
            filter[(int) (bit >>> 6)] |= 1L << bit;
            int slot = slot(number);
            while (slots[2 * slot + 1] != NONE) {
                slot = next(slot);
            }
            slots[2 * slot] = number;
            slots[2 * slot + 1] = value;
        });
    }

    /** The slot where a search begins: the hash scaled down to the length, as that is no power of two. */
    private int slot(long number) {
        return (int) ((number * SPREAD >>> 32) * length >>> 32);
    }

    private int next(int slot) {
        return slot + 1 == length ? 0 : slot + 1;
    }

    /** The value under a number, or {@link #NONE}. Ends, since a slot is always free. */
    int get(long number) {
        long bit = number * SPREAD >>> filterShift;
        if ((filter[(int) (bit >>> 6)] & 1L << bit) == 0) {
            return NONE;
        }
        int slot = slot(number);
        while (slots[2 * slot + 1] != NONE) {
            if (slots[2 * slot] == number) {
                return (int) slots[2 * slot + 1];
            }
            slot = next(slot);
        }
        return NONE;
    }
}
