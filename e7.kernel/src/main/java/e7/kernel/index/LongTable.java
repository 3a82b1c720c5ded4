package e7.kernel.index;

import java.util.Map;

/**
 * Numbers and what stands under them, never changed once it is made.
 *
 * <p>Open addressing with linear probing. A slot is two longs beside each other, number and value, so that a look-up touches one line of
 * memory as a rule. Three of five slots are taken.
 */
final class LongTable {

    /** What stands under a number that is not here. */
    static final int NONE = Integer.MIN_VALUE;

    /** The golden ratio of 2^64, odd: spreads numbers that are close to each other. */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private final long[] slots;
    private final int length;

    /** With values other than {@link #NONE}. */
    LongTable(Map<Long, Integer> values) {
        length = values.size() * 5 / 3 + 1;
        slots = new long[2 * length];
        for (int slot = 0; slot < length; slot++) {
            slots[2 * slot + 1] = NONE;
        }
        values.forEach((number, value) -> {
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
