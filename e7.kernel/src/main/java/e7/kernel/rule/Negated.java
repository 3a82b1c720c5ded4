package e7.kernel.rule;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.time.Instant;
import java.util.Set;

/** {@code NAME!=VALUE}: a criterion the other way round. It has no bounds, since what it matches is everything but something. */
record Negated(Criterion criterion) implements Criterion {

    @Override
    public Match test(Packet packet) {
        return criterion.test(packet).negated();
    }

    @Override
    public Set<Facet> facets() {
        return criterion.facets();
    }

    @Override
    public int specificity() {
        return criterion.specificity();
    }

    @Override
    public boolean isPure() {
        return criterion.isPure();
    }

    @Override
    public Instant validUntil(Instant now) {
        return criterion.validUntil(now);
    }
}
