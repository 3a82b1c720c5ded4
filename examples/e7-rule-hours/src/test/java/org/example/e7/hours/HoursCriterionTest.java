package org.example.e7.hours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursCriterionTest {

    @ParameterizedTest
    @CsvSource({
        "08:00-18:00, 07:59:59, NO", "08:00-18:00, 08:00:00, YES", "08:00-18:00, 17:59:59, YES", "08:00-18:00, 18:00:00, NO",
        "22:00-06:00, 23:00:00, YES", "22:00-06:00, 00:00:00, YES", "22:00-06:00, 05:59:59, YES", "22:00-06:00, 12:00:00, NO",
        "18:00-00:00, 23:59:59, YES", "18:00-00:00, 00:00:00, NO",
    })
    void shouldMatchFromBeginningToBeforeEndWhenTested(String value, LocalTime time, Match expected) throws Exception {
        // The packet is not read, so there need not be one.
        assertEquals(expected, at(time).parse("hours", List.of(value)).test(null));
    }

    @Test
    void shouldMatchEachWhenValuesAreList() throws Exception {
        List<String> values = List.of("08:00-12:00", "13:00-18:00");
        assertEquals(Match.YES, at(LocalTime.of(9, 0)).parse("hours", values).test(null));
        assertEquals(Match.NO, at(LocalTime.of(12, 30)).parse("hours", values).test(null));
        assertEquals(Match.YES, at(LocalTime.of(13, 0)).parse("hours", values).test(null));
    }

    @Test
    void shouldAskTheWallClockWhenZoneIsNotUtc() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2025-07-01T07:00:00Z"), ZoneId.of("Europe/Berlin"));
        assertEquals(Match.YES, new HoursCriterionProvider(clock).parse("hours", List.of("09:00-09:01")).test(null));
    }

    @Test
    void shouldBeImpureAndReadNothingWhenAsked() throws Exception {
        Criterion criterion = new HoursCriterionProvider().parse("hours", List.of("08:00-18:00"));
        assertFalse(criterion.isPure());
        assertEquals(Set.of(), criterion.facets());
    }

    @ParameterizedTest
    @CsvSource({"08:00-20:00, 50", "22:00-04:00, 75", "00:00-23:59, 0", "12:00-12:01, 99"})
    void shouldBeMoreSpecificWhenSpanIsShorter(String value, int expected) throws Exception {
        assertEquals(expected, new HoursCriterionProvider().parse("hours", List.of(value)).specificity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8:00-18:00", "08:00", "08:00-24:00", "08:60-09:00", "08:00-18:00 ", "8-18", "08:00\u201318:00"})
    void shouldSayWhatIsExpectedWhenValueIsNoSpan(String value) {
        assertEquals("hours=" + value + ": write two times of 00:00 to 23:59, such as 08:00-18:00", message(value));
    }

    @Test
    void shouldRefuseWhenSpanIsEmpty() {
        assertEquals("hours=08:00-08:00: the span is empty; leave the criterion out for the whole day", message("08:00-08:00"));
    }

    private static HoursCriterionProvider at(LocalTime time) {
        Instant instant = time.atDate(LocalDate.EPOCH).toInstant(ZoneOffset.UTC);
        return new HoursCriterionProvider(Clock.fixed(instant, ZoneOffset.UTC));
    }

    private static String message(String value) {
        return assertThrows(RuleSyntaxException.class, () -> new HoursCriterionProvider().parse("hours", List.of(value))).getMessage();
    }
}
