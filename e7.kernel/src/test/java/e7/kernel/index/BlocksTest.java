package e7.kernel.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocksTest {

    private static final long IPV4 = 0xffff_0000_0000L;

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, -1, 1", "5, 5, 1", "0, 65535, 1", "1024, 65535, 6", "1, 65534, 30", "1000, 2000, 8", "-2, -1, 1", "-1, -1, 1", "1, -2, 126"})
    void shouldBeTheFewestThatAreTheRange(long first, long last, int count) {
        List<Block> blocks = new ArrayList<>();
        Block.split(first, last, blocks::add);
        assertEquals(count, blocks.size());
        long next = first;
        for (Block block : blocks) {
            assertEquals(next, block.start());
            next = block.end() + 1;
        }
        assertEquals(last, next - 1);
    }

    /** Around some places where numbers are close to each other, among them both ends and the beginning and end of IPv4. */
    private static long number(Random random) {
        long[] places = {0, -1, 0x2001_0db8_0000_0000L, IPV4, IPV4 + 0x0a00_0000L, IPV4 + 0xffff_ffffL, IPV4 - 1, 80, 65535};
        return places[random.nextInt(places.length)] + random.nextInt(64) - 32 << (random.nextInt(4) == 0 ? random.nextInt(64) : 0);
    }

    @Test
    void shouldFindWhatAWalkThroughAllFinds() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            SortedMap<Block, Integer> sorted = new TreeMap<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                int bits = random.nextInt(4) == 0 ? random.nextInt(65) : random.nextInt(8);
                long start = bits == 64 ? 0 : number(random) >>> bits << bits;
                sorted.put(new Block(start, bits), sorted.size());
            }
            List<Block> all = List.copyOf(sorted.keySet());
            Blocks blocks = new Blocks(sorted);
            for (int i = 0; i < 200; i++) {
                long number = number(random);
                // The innermost is the last in order of those that contain it.
                List<Integer> expected = new ArrayList<>();
                all.stream().filter(block -> block.contains(number)).forEach(block -> expected.add(0, sorted.get(block)));
                List<Integer> found = new ArrayList<>();
                for (int block = blocks.innermost(number); block >= 0; block = blocks.around(block)) {
                    found.add(blocks.value(block));
                }
                int failing = seed;
                assertEquals(expected, found, () -> "seed " + failing + " number " + Long.toHexString(number) + " in " + all);
            }
        }
    }
}
