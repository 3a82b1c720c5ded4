package e7.rules.protocol;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.List;
import java.util.Set;

/** {@code src=}: the packet's source address is in one of these networks. */
final class SourceCriterion implements Criterion {

    /** The version decides whether the address is known, and keeps ::/0 from matching IPv4. */
    private static final Set<Facet> FACETS = Set.of(Facet.SOURCE, Facet.PROTOCOL);

    private final Networks networks;

    SourceCriterion(Networks networks) {
        this.networks = networks;
    }

    @Override
    public Match test(Packet packet) {
        return networks.match(packet.version(), packet.sourceHigh(), packet.sourceLow());
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public List<Bounds> bounds() {
        return List.of(new Bounds(Facet.SOURCE, networks.ranges()));
    }

    @Override
    public int specificity() {
        return networks.specificity();
    }
}
