package org.example.e7.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateCriterionTest {

    private static final Packet ANY = new PacketSketch();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "12-24, 2025-12-23, NO", "12-24, 2025-12-24, YES", "12-24, 2026-12-24, YES", "12-24, 2025-12-25, NO",
        "12-24..01-06, 2025-12-31, YES", "12-24..01-06, 2026-01-06, YES", "12-24..01-06, 2026-01-07, NO", "12-24..01-06, 2026-12-23, NO",
        "07-01..08-31, 2025-08-31, YES", "07-01..08-31, 2025-09-01, NO", "02-29, 2024-02-29, YES", "02-29, 2025-02-28, NO",
    })
    void shouldMatchFromFirstToLastDay(String value, LocalDate day, Match expected) throws Exception {
        assertEquals(expected, at(day).parse("date", List.of(value)).test(ANY));
    }

    @Test
    void shouldMatchAnyOfAList() throws Exception {
        Criterion criterion = at(LocalDate.of(2025, 5, 1)).parse("date", List.of("01-01", "05-01"));
        assertEquals(Match.YES, criterion.test(ANY));
    }

    /** The answer stands until midnight by the clock on the wall, which is 23 hours away on the day it is put on. */
    @Test
    void shouldStandUntilTheNextMidnight() throws Exception {
        Criterion criterion = at(LocalDate.of(2025, 3, 30)).parse("date", List.of("03-30"));
        assertEquals(Instant.parse("2025-03-30T22:00:00Z"), criterion.validUntil(Instant.parse("2025-03-29T23:00:00Z")));
        assertTrue(criterion.isPure());
        assertEquals(Set.of(), criterion.facets());
    }

    @ParameterizedTest
    @CsvSource({"12-24, 99", "01-01..12-31, 0", "07-01..12-31, 49", "12-31..01-01, 99"})
    void shouldBeMoreSpecificWhenStretchIsShorter(String value, int expected) throws Exception {
        assertEquals(expected, new DateCriterionProvider().parse("date", List.of(value)).specificity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24.12.", "2025-12-24", "12-24..", "13-01", "02-30", "1-1", "12-24 ", "12-24..12-32", "12-24-01-06"})
    void shouldSayWhatIsExpectedWhenValueIsNoDay(String value) {
        String message = assertThrows(RuleSyntaxException.class, () -> new DateCriterionProvider().parse("date", List.of(value))).getMessage();
        assertEquals("date=" + value + ": write month and day, such as 12-24, or two of them, such as 12-24..01-06", message);
    }

    @Test
    void shouldCompleteWithToday() {
        assertEquals(List.of("05-01"), at(LocalDate.of(2025, 5, 1)).complete("date", "05"));
        assertEquals(List.of(), at(LocalDate.of(2025, 5, 1)).complete("date", "12"));
    }

    private static DateCriterionProvider at(LocalDate day) {
        return new DateCriterionProvider(Clock.fixed(day.atTime(12, 0).atZone(BERLIN).toInstant(), BERLIN));
    }
}
