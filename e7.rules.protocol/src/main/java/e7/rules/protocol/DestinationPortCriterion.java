package e7.rules.protocol;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.List;
import java.util.Set;

/** {@code dport=}: the packet's destination port is one of these. */
final class DestinationPortCriterion implements Criterion {

    /** The protocol tells a port that could not be read from one that is not there. */
    private static final Set<Facet> FACETS = Set.of(Facet.DESTINATION_PORT, Facet.PROTOCOL);

    private final Ports ports;

    DestinationPortCriterion(Ports ports) {
        this.ports = ports;
    }

    @Override
    public Match test(Packet packet) {
        return ports.match(packet.destinationPort(), packet.protocol());
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public List<Bounds> bounds() {
        return List.of(new Bounds(Facet.DESTINATION_PORT, ports.bounds()));
    }

    @Override
    public int specificity() {
        return ports.specificity();
    }
}
