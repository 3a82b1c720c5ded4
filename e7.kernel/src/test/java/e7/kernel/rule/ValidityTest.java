package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidityTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_000);

    @Test
    void shouldCoverItsBeginningAndNotItsEnd() {
        Validity validity = Validity.between(NOW, NOW.plusMillis(10));
        assertFalse(validity.covers(999));
        assertTrue(validity.covers(1_000));
        assertTrue(validity.covers(1_009));
        assertFalse(validity.covers(1_010));
        assertEquals(Optional.of(NOW.plusMillis(10)), validity.end());
    }

    @Test
    void shouldEndBeforeAMomentBetweenTwoMilliseconds() {
        Validity validity = Validity.between(NOW, NOW.plusNanos(2_500_000));
        assertTrue(validity.covers(1_001));
        assertFalse(validity.covers(1_002));
        assertEquals(Optional.of(NOW.plusMillis(3)), validity.end());
    }

    @Test
    void shouldHaveAnEndToWaitForWhenItIsShorterThanAMillisecond() {
        Validity validity = Validity.between(NOW, NOW.plusNanos(1));
        assertFalse(validity.covers(1_000));
        assertFalse(validity.isEmpty());
        assertEquals(Optional.of(NOW.plusMillis(1)), validity.end());
    }

    @Test
    void shouldCoverEverythingWhenNothingAsksTheClock() {
        for (Instant never : new Instant[] {Instant.MAX, Instant.ofEpochMilli(Long.MAX_VALUE)}) {
            Validity validity = Validity.between(NOW, never);
            assertTrue(validity.isForEver());
            assertTrue(validity.covers(0));
            assertTrue(validity.covers(Long.MAX_VALUE));
            assertEquals(Optional.empty(), validity.end());
        }
        assertFalse(Validity.between(NOW, Instant.ofEpochMilli(Long.MAX_VALUE - 1)).isForEver());
    }

    @Test
    void shouldCoverNothingWhenItIsOverAtOnce() {
        for (Instant until : new Instant[] {NOW, NOW.minusNanos(1), Instant.MIN}) {
            Validity validity = Validity.between(NOW, until);
            assertTrue(validity.isEmpty());
            assertFalse(validity.covers(1_000));
            assertEquals(Optional.empty(), validity.end());
        }
    }
}
