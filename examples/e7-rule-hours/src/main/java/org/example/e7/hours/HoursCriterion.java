package org.example.e7.hours;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/** {@code hours=}: the wall clock shows a time in one of these spans. */
final class HoursCriterion implements Criterion {

    private static final int SECONDS_OF_DAY = 24 * 60 * 60;

    private final List<Span> spans;
    private final Clock clock;

    HoursCriterion(List<Span> spans, Clock clock) {
        this.spans = List.copyOf(spans);
        this.clock = clock;
    }

    @Override
    public Match test(Packet packet) {
        int now = LocalTime.now(clock).toSecondOfDay();
        return Match.of(spans.stream().anyMatch(span -> span.contains(now)));
    }

    /** None: it is not the packet that decides. */
    @Override
    public Set<Facet> facets() {
        return Set.of();
    }

    /** The share of the day that the longest span leaves out: 0 to 99. */
    @Override
    public int specificity() {
        int longest = spans.stream().mapToInt(Span::seconds).max().orElseThrow();
        return (SECONDS_OF_DAY - longest) * 100 / SECONDS_OF_DAY;
    }

    /** The same packet gets another answer an hour later, so no verdict may be remembered. */
    @Override
    public boolean isPure() {
        return false;
    }

    /**
     * Part of a day; one that ends before it begins passes midnight.
     *
     * @param from first second of the day that belongs to it, 0 to 86399
     * @param to first second behind it, 0 to 86399, not equal to {@code from}
     */
    record Span(int from, int to) {

        boolean contains(int second) {
            return from < to ? second >= from && second < to : second >= from || second < to;
        }

        int seconds() {
            return Math.floorMod(to - from, SECONDS_OF_DAY);
        }
    }
}
