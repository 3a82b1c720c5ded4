package org.example.e7.schedule;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;

/** {@code date=}: this host's calendar shows one of these days. */
final class DateCriterion implements Criterion {

    private static final int DAYS_OF_YEAR = 366;

    private final List<Days> stretches;
    private final Clock clock;

    DateCriterion(List<Days> stretches, Clock clock) {
        this.stretches = List.copyOf(stretches);
        this.clock = clock;
    }

    @Override
    public Match test(Packet packet) {
        MonthDay today = MonthDay.now(clock);
        return Match.of(stretches.stream().anyMatch(days -> days.contain(today)));
    }

    /** None: it is not the packet that decides. */
    @Override
    public Set<Facet> facets() {
        return Set.of();
    }

    /** The next midnight: until then every packet gets the same answer, so that E7 may remember it. It asks again then. */
    @Override
    public Instant validUntil(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, clock.getZone());
        return today.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
    }

    /** The share of the year that the longest stretch leaves out: 0 to 99. */
    @Override
    public int specificity() {
        int longest = stretches.stream().mapToInt(Days::count).max().orElseThrow();
        return (DAYS_OF_YEAR - longest) * 100 / DAYS_OF_YEAR;
    }

    /**
     * Days of every year, both ends included; a last day before the first is one of the next year.
     *
     * @param first not later than {@code last}, or the stretch passes the end of the year
     */
    record Days(MonthDay first, MonthDay last) {

        boolean contain(MonthDay day) {
            boolean fromFirst = !day.isBefore(first);
            boolean toLast = !day.isAfter(last);
            return first.isAfter(last) ? fromFirst || toLast : fromFirst && toLast;
        }

        int count() {
            return Math.floorMod(inLeapYear(last) - inLeapYear(first), DAYS_OF_YEAR) + 1;
        }

        private static int inLeapYear(MonthDay day) {
            return day.atYear(2024).getDayOfYear();
        }
    }
}
