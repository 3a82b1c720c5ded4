package e7.rules.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.TreeSet;

/**
 * Spans of the week in a time zone. What the wall clock shows decides: where it is put forward, times that it leaves out never come; where
 * it is put back, times that it shows twice come twice.
 */
final class Schedule {

    /**
     * Every span begins once a week at least, so that a schedule which changes at all has changed by then, but for a clock that is put
     * forward.
     */
    private static final int DAYS_AHEAD = 9;

    private final List<Span> spans;
    private final ZoneId zone;

    Schedule(List<Span> spans, ZoneId zone) {
        this.spans = List.copyOf(spans);
        this.zone = zone;
    }

    boolean contains(Instant moment) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, zone);
        return spans.stream().anyMatch(span -> span.contains(time));
    }

    /**
     * The first moment after this one at which the answer is another; if there is none within nine days, the end of these, to be asked
     * again.
     */
    Instant nextChange(Instant now) {
        boolean present = contains(now);
        LocalDate today = LocalDateTime.ofInstant(now, zone).toLocalDate();
        Instant end = today.plusDays(DAYS_AHEAD).atStartOfDay(zone).toInstant();
        for (Instant edge : edges(now, today, end)) {
            if (contains(edge) != present) {
                return edge;
            }
        }
        return end;
    }

    /** All moments from which on the answer may be another. Between two of them the wall clock runs on and passes no end of a span. */
    private TreeSet<Instant> edges(Instant now, LocalDate today, Instant end) {
        TreeSet<Instant> edges = new TreeSet<>();
        ZoneRules rules = zone.getRules();
        for (ZoneOffsetTransition jump = rules.nextTransition(now); jump != null && jump.getInstant().isBefore(end); ) {
            edges.add(jump.getInstant());
            jump = rules.nextTransition(jump.getInstant());
        }
        for (int day = 0; day <= DAYS_AHEAD; day++) {
            LocalDateTime midnight = today.plusDays(day).atTime(LocalTime.MIDNIGHT);
            // A span may be of some days only, so that it changes at midnight.
            add(midnight, rules, edges);
            for (Span span : spans) {
                add(midnight.plusMinutes(span.from()), rules, edges);
                add(midnight.plusMinutes(span.to()), rules, edges);
            }
        }
        edges.headSet(now, true).clear();
        edges.tailSet(end, true).clear();
        return edges;
    }

    /** A time of the wall clock comes once, twice, or not at all. */
    private static void add(LocalDateTime time, ZoneRules rules, TreeSet<Instant> edges) {
        for (ZoneOffset offset : rules.getValidOffsets(time)) {
            edges.add(time.toInstant(offset));
        }
    }

    /** The share of the week that the longest span leaves out, in percent, less one for each further span up to ten. */
    int specificity() {
        int week = 7 * Span.DAY;
        int longest = spans.stream().mapToInt(Span::minutesOfWeek).max().orElseThrow();
        return Math.max(0, (week - longest) * 99 / week - Math.min(spans.size() - 1, 10));
    }
}
