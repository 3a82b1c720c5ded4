package e7.rules.protocol.list;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.List;
import java.util.Set;

/** {@code list=}: the packet's destination address is in one of these files. */
final class ListCriterion implements Criterion {

    /** The version decides whether the address is known. */
    private static final Set<Facet> FACETS = Set.of(Facet.DESTINATION, Facet.PROTOCOL);

    /** A list may hold anything; it counts as wider than a network that is written in the rule, and narrower than a protocol's all. */
    private static final int SPECIFICITY = 10;

    private final ListFile[] files;

    ListCriterion(List<ListFile> files) {
        this.files = files.toArray(ListFile[]::new);
    }

    @Override
    public Match test(Packet packet) {
        Match match = Match.NO;
        for (ListFile file : files) {
            match = file.list().match(packet.version(), packet.destinationHigh(), packet.destinationLow());
            if (match != Match.NO) {
                return match;
            }
        }
        return match;
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public int specificity() {
        return SPECIFICITY;
    }
}
