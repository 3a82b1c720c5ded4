package e7.rules.protocol;

import e7.api.packet.Direction;
import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.Set;

/** {@code direction=}: who began the flow. */
final class DirectionCriterion implements Criterion {

    /** It tells one of two. */
    private static final int HALF = 50;

    private static final Set<Facet> FACETS = Set.of(Facet.DIRECTION);

    private final Direction direction;

    /** Either {@link Direction#OUT} or {@link Direction#IN}. */
    DirectionCriterion(Direction direction) {
        this.direction = direction;
    }

    @Override
    public Match test(Packet packet) {
        Direction present = packet.direction();
        return present == Direction.UNKNOWN ? Match.UNKNOWN : Match.of(present == direction);
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public int specificity() {
        return HALF;
    }
}
