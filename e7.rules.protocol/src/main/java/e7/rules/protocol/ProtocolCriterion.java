package e7.rules.protocol;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** {@code protocol=}: the transport protocol is one of these. */
final class ProtocolCriterion implements Criterion {

    private static final Set<Facet> FACETS = Set.of(Facet.PROTOCOL);

    /** Bit n is set if protocol number n matches on that version of IP. Two sets, since {@code icmp} is another number on each. */
    private final BitSet ipv4;
    private final BitSet ipv6;

    private final int specificity;

    /** Keeps the sets: the caller must not change them any more. */
    ProtocolCriterion(BitSet ipv4, BitSet ipv6, int specificity) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.specificity = specificity;
    }

    @Override
    public Match test(Packet packet) {
        int protocol = packet.protocol();
        if (protocol < 0) {
            return Match.UNKNOWN;
        }
        boolean on4 = ipv4.get(protocol);
        boolean on6 = ipv6.get(protocol);
        return switch (packet.version()) {
            case 4 -> Match.of(on4);
            case 6 -> Match.of(on6);
            default -> on4 == on6 ? Match.of(on4) : Match.UNKNOWN;
        };
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public List<Bounds> bounds() {
        return List.of(new Bounds(Facet.PROTOCOL, numbers()));
    }

    private List<Bounds.Range> numbers() {
        BitSet either = (BitSet) ipv4.clone();
        either.or(ipv6);
        return either.stream().mapToObj(Bounds.Range::of).toList();
    }

    @Override
    public int specificity() {
        return specificity;
    }
}
