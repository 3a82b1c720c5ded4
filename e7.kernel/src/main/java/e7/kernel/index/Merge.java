package e7.kernel.index;

import java.util.Arrays;

/**
 * Several ascending lists of ranks, read as one. One thread's; it is used again for each packet and allocates nothing once it has grown.
 *
 * <p>A binary heap of the lists' next ranks: the upper half of an entry is the rank, the lower half the list, or {@link #SINGLE} for a rank
 * that came alone.
 */
final class Merge {

    private static final int SINGLE = -1;
    private static final long LOWER_HALF = 0xffff_ffffL;

    private int[][] lists = new int[8][];
    private int[] positions = new int[8];
    private int listCount;
    private long[] heap = new long[16];
    private int size;

    /** The last rank that was read: one that is in several lists is read once. */
    private int last;

    void clear() {
        listCount = 0;
        size = 0;
        last = -1;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(int rank) {
        push(entry(rank, SINGLE));
    }

    /** Adds a list, which is kept and not changed. */
    void add(int[] ranks) {
        if (ranks.length == 0) {
            return;
        }
        if (listCount == lists.length) {
            lists = Arrays.copyOf(lists, 2 * listCount);
            positions = Arrays.copyOf(positions, 2 * listCount);
        }
        lists[listCount] = ranks;
        positions[listCount] = 0;
        push(entry(ranks[0], listCount++));
    }

    /** The next rank, or -1. */
    int next() {
        while (size > 0) {
            int rank = (int) (heap[0] >>> 32);
            advance((int) heap[0]);
            if (rank != last) {
                last = rank;
                return rank;
            }
        }
        return -1;
    }

    private void advance(int list) {
        long entry;
        if (list != SINGLE && ++positions[list] < lists[list].length) {
            entry = entry(lists[list][positions[list]], list);
        } else {
            entry = heap[--size];
        }
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= entry) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = entry;
    }

    private void push(long entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int hole = size++;
        for (int parent = (hole - 1) / 2; hole > 0 && heap[parent] > entry; parent = (hole - 1) / 2) {
            heap[hole] = heap[parent];
            hole = parent;
        }
        heap[hole] = entry;
    }

    private static long entry(int rank, int list) {
        return (long) rank << 32 | list & LOWER_HALF;
    }
}
