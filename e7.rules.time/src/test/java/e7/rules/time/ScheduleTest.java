package e7.rules.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.rule.RuleSyntaxException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedule against a model that reads the text of a value and looks at every minute by itself. */
class ScheduleTest {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** Zones, and a day near which each puts its clock on or back: by an hour, by half an hour, at midnight, by a whole day, never. */
    private static final List<String> PLACES = List.of(
            "Europe/Berlin 2026-03-29", "Europe/Berlin 2026-10-25", "America/New_York 2026-11-01", "Australia/Lord_Howe 2026-04-05",
            "Australia/Lord_Howe 2026-10-04", "America/Santiago 2026-09-06", "Asia/Beirut 2026-03-29", "Pacific/Apia 2011-12-30",
            "UTC 2026-06-01", "Asia/Kathmandu 2026-06-01");

    private static Schedule schedule(List<String> values, ZoneId zone) throws RuleSyntaxException {
        List<Span> spans = new ArrayList<>();
        for (String value : values) {
            spans.add(TimeText.parse(value));
        }
        return new Schedule(spans, zone);
    }

    /** What the grammar says, without any of the code under test: a value, and what the wall clock shows. */
    private static boolean model(String value, LocalDateTime time) {
        boolean hours = Character.isDigit(value.charAt(0));
        String days = hours ? "mon-sun" : value.split("@")[0];
        String span = hours ? value : value.contains("@") ? value.split("@")[1] : "00:00-24:00";
        String now = "%02d:%02d".formatted(time.getHour(), time.getMinute());
        String from = span.split("-")[0];
        String to = span.split("-")[1];
        boolean today = onDay(days, time.getDayOfWeek().getValue() - 1);
        boolean yesterday = onDay(days, (time.getDayOfWeek().getValue() + 5) % 7);
        if (from.compareTo(to) < 0) {
            return today && now.compareTo(from) >= 0 && now.compareTo(to) < 0;
        }
        return today && now.compareTo(from) >= 0 || yesterday && now.compareTo(to) < 0;
    }

    private static boolean onDay(String days, int day) {
        int first = DAYS.indexOf(days.split("-")[0]);
        int last = days.contains("-") ? DAYS.indexOf(days.split("-")[1]) : first;
        return first <= last ? day >= first && day <= last : day >= first || day <= last;
    }

    @Test
    void shouldAgreeWithTheModelMinuteByMinute() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 60; i++) {
            String[] place = PLACES.get(i % PLACES.size()).split(" ");
            ZoneId zone = ZoneId.of(place[0]);
            List<String> values = values(random);
            Instant start = Instant.parse(place[1] + "T00:00:00Z").minus(3, ChronoUnit.DAYS).plusSeconds(random.nextInt(86_400));
            follow(values, schedule(values, zone), zone, start);
        }
    }

    /** Goes through six days by the minute, and checks each answer and that the next change is where the model's first other answer is. */
    private static void follow(List<String> values, Schedule schedule, ZoneId zone, Instant start) {
        Instant next = schedule.nextChange(start);
        boolean last = modelAt(values, zone, start);
        // Zones change by whole minutes in our time, so nothing happens within one.
        Instant minute = start.truncatedTo(ChronoUnit.MINUTES);
        for (int i = 1; i < 6 * Span.DAY; i++) {
            Instant now = minute.plus(i, ChronoUnit.MINUTES);
            boolean expected = modelAt(values, zone, now);
            String where = values + " at " + now.atZone(zone);
            assertEquals(expected, schedule.contains(now), where);
            if (expected != last) {
                assertEquals(now, next, where);
                next = schedule.nextChange(now);
                last = expected;
            }
            assertTrue(next.isAfter(now), where);
        }
    }

    private static boolean modelAt(List<String> values, ZoneId zone, Instant now) {
        LocalDateTime time = now.atZone(zone).toLocalDateTime();
        return values.stream().anyMatch(value -> model(value, time));
    }

    private static List<String> values(Random random) {
        List<String> values = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            String days = day(random) + (random.nextBoolean() ? "-" + day(random) : "");
            int from = time(random);
            int to = (from + 1 + random.nextInt(Span.DAY - 1)) % Span.DAY;
            String hours = text(from) + "-" + (to == 0 && random.nextBoolean() ? "24:00" : text(to));
            values.add(switch (random.nextInt(3)) {
                case 0 -> days;
                case 1 -> hours;
                default -> days + "@" + hours;
            });
        }
        return values;
    }

    private static String day(Random random) {
        return DAYS.get(random.nextInt(DAYS.size()));
    }

    /** Mostly in the night, where clocks change. */
    private static int time(Random random) {
        return random.nextBoolean() ? random.nextInt(4 * 60) : random.nextInt(Span.DAY);
    }

    private static String text(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    /** Summer time begins at 02:00 and ends at 03:00 in Berlin. */
    @ParameterizedTest
    @CsvSource({
        // An hour that does not come: nothing changes until the next day.
        "02:00-03:00, 2026-03-29T00:00+01:00, 2026-03-30T02:00+02:00",
        // A span that begins in it begins when it is over.
        "02:30-05:00, 2026-03-29T00:00+01:00, 2026-03-29T03:00+02:00",
        // An hour that comes twice: in it all the time, or begun twice.
        "02:00-03:00, 2026-10-25T02:00+02:00, 2026-10-25T03:00+01:00",
        "02:30-05:00, 2026-10-25T02:00+02:00, 2026-10-25T02:30+02:00",
        "02:30-05:00, 2026-10-25T02:30+02:00, 2026-10-25T02:00+01:00",
        "02:30-05:00, 2026-10-25T02:00+01:00, 2026-10-25T02:30+01:00",
        "fri@22:00-06:00, 2026-06-05T23:00+02:00, 2026-06-06T06:00+02:00",
        "fri@22:00-06:00, 2026-06-06T06:00+02:00, 2026-06-12T22:00+02:00",
        "sat, 2026-06-05T23:00+02:00, 2026-06-06T00:00+02:00",
    })
    void shouldChangeWhereTheWallClockSays(String value, ZonedDateTime now, ZonedDateTime expected) throws Exception {
        Schedule schedule = schedule(List.of(value), ZoneId.of("Europe/Berlin"));
        assertEquals(expected.toInstant(), schedule.nextChange(now.toInstant()));
    }

    @Test
    void shouldBeAskedAgainWhenNothingChanges() throws Exception {
        Instant now = Instant.parse("2026-06-01T12:00:00Z");
        Schedule always = schedule(List.of("mon-sun"), ZoneId.of("UTC"));
        assertEquals(Instant.parse("2026-06-10T00:00:00Z"), always.nextChange(now));
    }
}
