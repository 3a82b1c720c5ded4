package e7.kernel.index;

import java.util.function.Consumer;

/**
 * Numbers that agree in their upper bits, as a network's do. Of two blocks, one is within the other or they have no number in common.
 *
 * @param start the lowest, as unsigned; its lower bits are 0
 * @param bits how many lower bits are free, 0 to 64
 */
record Block(long start, int bits) implements Comparable<Block> {

    /** The fewest blocks that are the range together. */
    static void split(long first, long last, Consumer<Block> taker) {
        long start = first;
        while (true) {
            int bits = start == 0 ? Long.SIZE : Long.numberOfTrailingZeros(start);
            while (Long.compareUnsigned(start | lower(bits), last) > 0) {
                bits--;
            }
            Block block = new Block(start, bits);
            taker.accept(block);
            if (block.end() == last) {
                return;
            }
            start = block.end() + 1;
        }
    }

    private static long lower(int bits) {
        // A long shifted by 64 is not shifted at all.
        return bits == Long.SIZE ? -1 : (1L << bits) - 1;
    }

    /** The highest. */
    long end() {
        return start | lower(bits);
    }

    boolean contains(long number) {
        return (number & ~lower(bits)) == start;
    }

    /** By the start, the wider first: what is within a block follows it. */
    @Override
    public int compareTo(Block other) {
        int byStart = Long.compareUnsigned(start, other.start);
        return byStart != 0 ? byStart : Integer.compare(other.bits, bits);
    }
}
