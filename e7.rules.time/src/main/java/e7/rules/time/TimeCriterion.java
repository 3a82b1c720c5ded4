package e7.rules.time;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** {@code time=}: the wall clock shows a time of the schedule. It reads nothing of the packet, and knows when its answer changes. */
final class TimeCriterion implements Criterion {

    private final Schedule schedule;
    private final Clock clock;

    /** What was last found, so that asking about packets neither calculates nor allocates. */
    private volatile Stretch last = new Stretch(0, 0, Match.NO);

    TimeCriterion(Schedule schedule, Clock clock) {
        this.schedule = schedule;
        this.clock = clock;
    }

    /**
     * Time with one answer, in milliseconds since 1970.
     *
     * @param from a moment of it, not always the first
     * @param to the first moment behind it; all edges are whole seconds
     */
    private record Stretch(long from, long to, Match answer) {
        boolean contains(long moment) {
            return moment >= from && moment < to;
        }
    }

    @Override
    public Match test(Packet packet) {
        return at(clock.millis()).answer;
    }

    private Stretch at(long moment) {
        Stretch stretch = last;
        if (!stretch.contains(moment)) {
            Instant instant = Instant.ofEpochMilli(moment);
            stretch = new Stretch(moment, schedule.nextChange(instant).toEpochMilli(), Match.of(schedule.contains(instant)));
            last = stretch;
        }
        return stretch;
    }

    @Override
    public Instant validUntil(Instant now) {
        return Instant.ofEpochMilli(at(now.toEpochMilli()).to);
    }

    /** None: it is not the packet that decides. */
    @Override
    public Set<Facet> facets() {
        return Set.of();
    }

    @Override
    public int specificity() {
        return schedule.specificity();
    }
}
