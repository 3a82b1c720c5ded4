package e7.rules.time;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Set;

/**
 * Part of a week, as the wall clock shows it: on each of some days from one time to before another. One that does not end after it begins
 * goes over midnight, and belongs to the day on which it begins.
 *
 * @param days on which it begins; not empty
 * @param from first minute of the day that is in it, 0 to 1439
 * @param to first minute behind it, 0 to 1440, not equal to {@code from}
 */
record Span(Set<DayOfWeek> days, int from, int to) {

    static final int DAY = 24 * 60;

    Span {
        days = Set.copyOf(days);
    }

    boolean contains(LocalDateTime time) {
        int minute = time.getHour() * 60 + time.getMinute();
        DayOfWeek today = time.getDayOfWeek();
        if (from < to) {
            return days.contains(today) && minute >= from && minute < to;
        }
        return days.contains(today) && minute >= from || days.contains(today.minus(1)) && minute < to;
    }

    /** How many minutes of an ordinary week are in it. */
    int minutesOfWeek() {
        return days.size() * (from < to ? to - from : DAY - from + to);
    }
}
