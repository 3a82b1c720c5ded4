package e7.console.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

    /** Two in the afternoon where the host is. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-03-01T12:00:00Z"), ZoneOffset.ofHours(2));

    @Test
    void shouldSayTheTimeByTheClockOfThisHostToTheSecond() {
        assertEquals("2025-03-01 14:00:01", Moment.local("2025-03-01T12:00:01.123456789Z", CLOCK));
        assertEquals("", Moment.local("", CLOCK));
    }

    @Test
    void shouldSayWhenSomethingEndsAndHowLongThatIs() {
        assertEquals("until 14:10:00, 10 min 0 s left", Moment.end("2025-03-01T12:10:00.5Z", CLOCK));
        assertEquals("until 2025-03-02 01:00:00, 11 h 0 min left", Moment.end("2025-03-01T23:00:00Z", CLOCK));
        assertEquals("until 13:59:59", Moment.end("2025-03-01T11:59:59Z", CLOCK));
        assertEquals("until=restart", Moment.end("until=restart", CLOCK));
        assertEquals("", Moment.end("", CLOCK));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min 0 s", "3599, 59 min 59 s", "3600, 1 h 0 min", "90000, 1 d 1 h"})
    void shouldSayASpanInItsTwoLargestUnits(long seconds, String text) {
        assertEquals(text, Moment.span(Duration.ofSeconds(seconds)));
    }
}
