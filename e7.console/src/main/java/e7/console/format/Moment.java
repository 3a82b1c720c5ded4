package e7.console.format;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments, which come as ISO 8601 and mostly in UTC, as people read them: by the clock of this host, to the second. */
public final class Moment {

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Moment() {}

    /** Date and time of day; a text that is no moment stays as it is. */
    public static String local(String iso, Clock clock) {
        try {
            return FULL.format(at(iso, clock));
        } catch (DateTimeException e) {
            return iso;
        }
    }

    /** When something ends and how long that is from now; a text that is no moment stays as it is. */
    public static String end(String iso, Clock clock) {
        try {
            LocalDateTime at = at(iso, clock);
            boolean today = at.toLocalDate().equals(LocalDateTime.now(clock).toLocalDate());
            Duration left = Duration.between(clock.instant(), Instant.parse(iso));
            String until = "until " + (today ? OF_DAY : FULL).format(at);
            return left.isNegative() ? until : until + ", " + span(left) + " left";
        } catch (DateTimeException e) {
            return iso;
        }
    }

    private static LocalDateTime at(String iso, Clock clock) {
        return LocalDateTime.ofInstant(Instant.parse(iso), clock.getZone());
    }

    /** A span of time in its two largest units. */
    public static String span(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min " + time.toSecondsPart() + " s" : time.toSeconds() + " s";
    }
}
