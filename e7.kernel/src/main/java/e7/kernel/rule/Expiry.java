package e7.kernel.rule;

import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a rule ends.
 *
 * @param text the option as written, such as {@code for=10m}, or the empty string
 * @param at the moment it ends, or null: with this run at the latest
 */
record Expiry(String text, Instant at) {

    /** A rule without an end of its own. */
    static final Expiry NEVER = new Expiry("", null);

    private static final String UNTIL_RESTART = "until=restart";
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

    /** Reads {@code for=}: a number and one of s, m, h, d. */
    static Expiry after(String span, Clock clock) throws RuleSyntaxException {
        Matcher matcher = SPAN.matcher(span);
        if (!matcher.matches()) {
            throw new RuleSyntaxException("for= takes a number and s, m, h or d, such as for=10m, not '" + span + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        Duration length = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return new Expiry("for=" + span, clock.instant().plus(length));
    }

    /** Reads {@code until=}: {@code restart}, a time of day that is yet to come, or a date and time. */
    static Expiry until(String time, Clock clock) throws RuleSyntaxException {
        if (time.equals("restart")) {
            return new Expiry(UNTIL_RESTART, null);
        }
        ZonedDateTime now = ZonedDateTime.now(clock);
        try {
            ZonedDateTime at;
            if (time.contains("T")) {
                at = moment(time, clock.getZone());
            } else {
                at = now.with(LocalTime.parse(time));
                at = at.isAfter(now) ? at : at.plusDays(1);
            }
            return new Expiry("until=" + time, at.toInstant());
        } catch (DateTimeException e) {
            throw new RuleSyntaxException(
                    "until= takes restart, a time such as 17:30, or a date and time such as 2030-01-31T17:30, not '" + time + "'");
        }
    }

    /** Local time, or with an offset from UTC, by which it stays the same moment when the clock changes. */
    private static ZonedDateTime moment(String time, ZoneId zone) {
        TemporalAccessor read = DateTimeFormatter.ISO_DATE_TIME.parseBest(time, OffsetDateTime::from, LocalDateTime::from);
        return read instanceof OffsetDateTime withOffset
                ? withOffset.atZoneSameInstant(zone)
                : ((LocalDateTime) read).atZone(zone);
    }

    /** This end as a moment to the second, whatever it was written as. */
    Expiry kept(ZoneId zone) {
        if (at == null) {
            return this;
        }
        // Never later than it was: what is cut off is less than a second.
        OffsetDateTime moment = at.atZone(zone).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS);
        return new Expiry("until=" + moment, moment.toInstant());
    }

    boolean endsWithRun() {
        return text.equals(UNTIL_RESTART);
    }

    boolean isPast(Instant now) {
        return at != null && !now.isBefore(at);
    }
}
