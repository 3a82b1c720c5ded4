package e7.cache.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteLanesTest {

    @Test
    void shouldMarkExactlyTheEqualLanesWhenNeighboursDifferByOne() {
        // A borrow or a carry between lanes would mark the 0 above a 1, or the 1 above a 0.
        assertEquals(0x8000_8000_8000_8000L, ByteLanes.equalTo(0x0100_0100_0100_0100L, 1));
        assertEquals(0x0080_0080_0080_0080L, ByteLanes.equalTo(0x0100_0100_0100_0100L, 0));
        assertEquals(0x8000_0000_0000_0000L, ByteLanes.equalTo(0xff7f_7f7f_7f7f_7f7fL, 0xff));
    }

    @Test
    void shouldMarkWhatALoopWouldMarkWhenLanesAreRandom() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long lanes = random.nextLong() & random.nextLong();
            int value = (int) (lanes >>> 8 * random.nextInt(8)) & 0xff;
            long expected = 0;
            for (int lane = 0; lane < 8; lane++) {
                if ((lanes >>> 8 * lane & 0xff) == value) {
                    expected |= 0x80L << 8 * lane;
                }
            }
            assertEquals(expected, ByteLanes.equalTo(lanes, value));
            assertEquals(Long.numberOfTrailingZeros(expected) / 8, ByteLanes.firstOf(expected));
        }
    }

    @Test
    void shouldChangeOneLaneOnly() {
        assertEquals(0xffff_00ff_ffff_ffffL, ByteLanes.with(-1L, 5, 0));
        assertEquals(0x8000_0000_0000_0000L, ByteLanes.with(0, 7, 0x80));
    }

    @Test
    void shouldNeverTagWithTheMarkOfAFreeWay() {
        for (int high = 0; high < 256; high++) {
            int tag = ByteLanes.tag(high << 24 | 0xabcdef);
            assertTrue(tag > 0 && tag < 256);
        }
    }
}
