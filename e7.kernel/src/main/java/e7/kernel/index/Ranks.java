package e7.kernel.index;

import java.util.Arrays;

/** Ascending ranks, while they are gathered. */
final class Ranks {

    private int[] ranks = new int[2];
    private int size;

    /** Adds a rank that is not lower than the last; the last itself changes nothing. */
    void add(int rank) {
        if (size > 0 && ranks[size - 1] == rank) {
            return;
        }
        if (size == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * size);
        }
        ranks[size++] = rank;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(ranks, size);
    }
}
