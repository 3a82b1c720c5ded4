package e7.kernel.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;

/**
 * Blocks of numbers, and which of them a number lies in: the innermost is found, and each knows the one around it. Never changed once made.
 *
 * <p>The starts and ends of all blocks cut the numbers into pieces, within each of which the innermost block is the same. IPv4 addresses and
 * all other numbers are cut apart, as the two lie at such distance that one directory would not serve both.
 */
final class Blocks {

    private static final int NONE = -1;

    /** {@code Packet.IPV4_PREFIX}: the lowest of 2^32 numbers. */
    private static final long IPV4_START = 0xffff_0000_0000L;

    private final int[] values;
    private final int[] around;
    private final Pieces ipv4;
    private final Pieces others;

    /** Blocks and what stands under each. */
    Blocks(SortedMap<Block, Integer> blocks) {
        values = blocks.values().stream().mapToInt(Integer::intValue).toArray();
        around = new int[values.length];
        List<Block> sorted = List.copyOf(blocks.keySet());
        Pieces.Cutter ipv4Cutter = new Pieces.Cutter();
        Pieces.Cutter otherCutter = new Pieces.Cutter();
        int aroundIpv4 = NONE;
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < values.length; i++) {
            Block block = sorted.get(i);
            while (!open.isEmpty() && !sorted.get(open.peek()).contains(block.start())) {
                close(sorted.get(open.pop()), open, ipv4Cutter, otherCutter);
            }
            around[i] = open.isEmpty() ? NONE : open.peek();
            if (!isIpv4(block.start()) && block.contains(IPV4_START)) {
                aroundIpv4 = i;
            }
            open.push(i);
            (isIpv4(block.start()) ? ipv4Cutter : otherCutter).cut(block.start(), i);
        }
        while (!open.isEmpty()) {
            close(sorted.get(open.pop()), open, ipv4Cutter, otherCutter);
        }
        ipv4 = ipv4Cutter.pieces(aroundIpv4);
        others = otherCutter.pieces(NONE);
    }

    private static boolean isIpv4(long number) {
        return number >>> 32 == IPV4_START >>> 32;
    }

    /** Behind a block's end begins a piece of the block around it. */
    private static void close(Block block, Deque<Integer> open, Pieces.Cutter ipv4, Pieces.Cutter others) {
        if (block.end() != -1) {
            Pieces.Cutter cutter = isIpv4(block.start()) ? ipv4 : others;
            cutter.cut(block.end() + 1, open.isEmpty() ? NONE : open.peek());
        }
    }

    /** The innermost block that a number lies in, or -1. */
    int innermost(long number) {
        return (isIpv4(number) ? ipv4 : others).owner(number);
    }

    /** The block around a block, or -1. */
    int around(int block) {
        return around[block];
    }

    /** What stands under a block. */
    int value(int block) {
        return values[block];
    }

    /** The pieces of one part of the numbers. */
    private static final class Pieces {

        private static final int CUT = Integer.MIN_VALUE;

        /** First number of each piece, ascending as unsigned. */
        private final long[] starts;

        /** The innermost block of each piece, or {@link #NONE}. */
        private final int[] owners;

        /** What lies before the first piece. */
        private final int before;

        /** Numbers are entries of equal length; of each the first piece that begins in it or behind it, so that a search is between two neighbours. */
        private final int[] directory;

        /** Of each entry that no piece begins in the owner of all its numbers, which spares the search; else {@link #CUT}. */
        private final int[] owner;

        private final int shift;

        private Pieces(long[] starts, int[] owners, int before) {
            this.starts = starts;
            this.owners = owners;
            this.before = before;
            int count = starts.length;
            long span = count == 0 ? 0 : starts[count - 1] - starts[0];
            int entryBits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
            this.shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - entryBits);
            this.directory = new int[count == 0 ? 0 : (int) (span >>> shift) + 2];
            int piece = 0;
            for (int entry = 0; entry < directory.length - 1; entry++) {
                while (piece < count && Long.compareUnsigned(starts[piece] - starts[0] >>> shift, entry) < 0) {
                    piece++;
                }
                directory[entry] = piece;
            }
            if (count > 0) {
                directory[directory.length - 1] = count;
            }
            this.owner = new int[Math.max(0, directory.length - 1)];
            for (int entry = 0; entry < owner.length; entry++) {
                owner[entry] = directory[entry] < directory[entry + 1] ? CUT : owners[directory[entry] - 1];
            }
        }

        int owner(long number) {
            if (starts.length == 0 || Long.compareUnsigned(number, starts[0]) < 0) {
                return before;
            }
            long entry = number - starts[0] >>> shift;
            if (Long.compareUnsigned(entry, directory.length - 1) >= 0) {
                return owners[owners.length - 1];
            }
            int whole = owner[(int) entry];
            return whole == CUT ? search(number, (int) entry) : whole;
        }

        private int search(long number, int entry) {
            // The piece is the last that begins at or before the number: one of this entry's, or the last of those before.
            int low = directory[entry] - 1;
            int high = directory[entry + 1];
            while (high - low > 1) {
                int middle = low + high >>> 1;
                if (Long.compareUnsigned(starts[middle], number) <= 0) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return owners[low];
        }

        /** Gathers where pieces begin, ascending; of two at one place the later says whose the piece is. */
        private static final class Cutter {
            private final List<Long> starts = new ArrayList<>();
            private final List<Integer> owners = new ArrayList<>();

            void cut(long start, int owner) {
                int last = starts.size() - 1;
                if (last >= 0 && starts.get(last) == start) {
                    owners.set(last, owner);
                } else {
                    starts.add(start);
                    owners.add(owner);
                }
            }

            Pieces pieces(int before) {
                return new Pieces(
                        starts.stream().mapToLong(Long::longValue).toArray(), owners.stream().mapToInt(Integer::intValue).toArray(), before);
            }
        }
    }
}
