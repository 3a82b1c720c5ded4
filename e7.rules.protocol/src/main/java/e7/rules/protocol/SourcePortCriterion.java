package e7.rules.protocol;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.List;
import java.util.Set;

/** {@code sport=}: the packet's source port is one of these. */
final class SourcePortCriterion implements Criterion {

    /** The protocol tells a port that could not be read from one that is not there. */
    private static final Set<Facet> FACETS = Set.of(Facet.SOURCE_PORT, Facet.PROTOCOL);

    private final Ports ports;

    SourcePortCriterion(Ports ports) {
        this.ports = ports;
    }

    @Override
    public Match test(Packet packet) {
        return ports.match(packet.sourcePort(), packet.protocol());
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public List<Bounds> bounds() {
        return List.of(new Bounds(Facet.SOURCE_PORT, ports.bounds()));
    }

    @Override
    public int specificity() {
        return ports.specificity();
    }
}
