package e7.rules.protocol.list;

import java.util.Arrays;

/**
 * IPv6 networks in parallel arrays, and their order: by address, wider ones first. Objects would take three times the memory of a list that is being
 * read, and the JDK does not sort parallel arrays; so this is a heap sort, which needs no further memory and has no bad case.
 */
final class NetworkSorter {

    /** Halves of the addresses with their sign bit turned over, so that signed comparison orders them as unsigned. */
    long[] high = new long[64];
    long[] low = new long[64];
    byte[] prefix = new byte[64];
    private int count;

    int count() {
        return count;
    }

    /** Adds a network, given by its address as it is and the length of its prefix, 0 to 128. */
    void add(long addressHigh, long addressLow, int length) {
        if (count == high.length) {
            high = Arrays.copyOf(high, count + (count >> 1));
            low = Arrays.copyOf(low, count + (count >> 1));
            prefix = Arrays.copyOf(prefix, count + (count >> 1));
        }
        high[count] = addressHigh ^ Long.MIN_VALUE;
        low[count] = addressLow ^ Long.MIN_VALUE;
        prefix[count++] = (byte) length;
    }

    void sort() {
        for (int root = count / 2 - 1; root >= 0; root--) {
            sink(root, count);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(0, end);
            sink(0, end);
        }
    }

    private void sink(int from, int end) {
        int parent = from;
        for (int child = 2 * parent + 1; child < end; child = 2 * parent + 1) {
            if (child + 1 < end && isBefore(child, child + 1)) {
                child++;
            }
            if (!isBefore(parent, child)) {
                return;
            }
            swap(parent, child);
            parent = child;
        }
    }

    private boolean isBefore(int a, int b) {
        if (high[a] != high[b]) {
            return high[a] < high[b];
        }
        // 128 is negative as a byte.
        return low[a] != low[b] ? low[a] < low[b] : (prefix[a] & 0xff) < (prefix[b] & 0xff);
    }

    private void swap(int a, int b) {
        long aHigh = high[a];
        long aLow = low[a];
        byte aPrefix = prefix[a];
        copy(b, a);
        high[b] = aHigh;
        low[b] = aLow;
        prefix[b] = aPrefix;
    }

    private void copy(int from, int to) {
        high[to] = high[from];
        low[to] = low[from];
        prefix[to] = prefix[from];
    }

    /** Drops networks that are contained in others, after {@link #sort}. Returns how many are left, which stand in front. */
    int dropContained() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int before = kept - 1;
            if (kept == 0 || !share(high[i] ^ high[before], low[i] ^ low[before], prefix[before] & 0xff)) {
                copy(i, kept++);
            }
        }
        return kept;
    }

    /** Whether two addresses, given by the bits in which they differ, have the first {@code length} bits in common. */
    static boolean share(long differenceHigh, long differenceLow, int length) {
        // A long shifted by 64 is not shifted at all.
        return length == 0
                || (length <= 64
                        ? differenceHigh >>> 64 - length == 0
                        : differenceHigh == 0 && differenceLow >>> 128 - length == 0);
    }
}
