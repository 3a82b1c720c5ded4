package e7.rules.protocol;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.List;
import java.util.Set;

/** {@code interface=}: the packet leaves by one of these interfaces. */
final class InterfaceCriterion implements Criterion {

    private static final Set<Facet> FACETS = Set.of(Facet.INTERFACE);

    private final String[] names;

    /** What the names before a trailing {@code *} begin with. */
    private final String[] beginnings;

    private final int specificity;

    InterfaceCriterion(List<String> names, List<String> beginnings, int specificity) {
        this.names = names.toArray(String[]::new);
        this.beginnings = beginnings.toArray(String[]::new);
        this.specificity = specificity;
    }

    @Override
    public Match test(Packet packet) {
        String present = packet.interfaceName();
        if (present.isEmpty()) {
            // Everything that leaves does so by some interface: its name could not be read.
            return Match.UNKNOWN;
        }
        for (String name : names) {
            if (present.equals(name)) {
                return Match.YES;
            }
        }
        for (String beginning : beginnings) {
            if (present.startsWith(beginning)) {
                return Match.YES;
            }
        }
        return Match.NO;
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public int specificity() {
        return specificity;
    }
}
