package e7.rules.protocol;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.List;
import java.util.Set;

/** {@code icmp=}: the packet is one of these messages, which have other numbers on the other version of IP. */
final class IcmpCriterion implements Criterion {

    /** The version chooses the numbers; the protocol tells a type that could not be read from one that is not there. */
    private static final Set<Facet> FACETS = Set.of(Facet.ICMP, Facet.PROTOCOL);

    private static final List<Bounds> PROTOCOLS = List.of(
            new Bounds(Facet.PROTOCOL, List.of(Bounds.Range.of(Protocols.ICMP), Bounds.Range.of(Protocols.ICMPV6))));

    private final IcmpMessage[] ipv4;
    private final IcmpMessage[] ipv6;
    private final int specificity;

    IcmpCriterion(List<IcmpMessage> ipv4, List<IcmpMessage> ipv6, int specificity) {
        this.ipv4 = ipv4.toArray(IcmpMessage[]::new);
        this.ipv6 = ipv6.toArray(IcmpMessage[]::new);
        this.specificity = specificity;
    }

    @Override
    public Match test(Packet packet) {
        int protocol = packet.protocol();
        return switch (packet.version()) {
            case 4 -> protocol == Protocols.ICMP ? match(ipv4, packet) : absent(protocol);
            case 6 -> protocol == Protocols.ICMPV6 ? match(ipv6, packet) : absent(protocol);
            default -> protocol == Protocols.ICMP || protocol == Protocols.ICMPV6 ? Match.UNKNOWN : absent(protocol);
        };
    }

    private static Match absent(int protocol) {
        return protocol < 0 ? Match.UNKNOWN : Match.NO;
    }

    private static Match match(IcmpMessage[] messages, Packet packet) {
        int type = packet.icmpType();
        int code = packet.icmpCode();
        if (type < 0 && messages.length > 0) {
            return Match.UNKNOWN;
        }
        Match answer = Match.NO;
        for (IcmpMessage message : messages) {
            Match one = message.match(type, code);
            if (one == Match.YES) {
                return Match.YES;
            }
            answer = one == Match.UNKNOWN ? one : answer;
        }
        return answer;
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public List<Bounds> bounds() {
        return PROTOCOLS;
    }

    @Override
    public int specificity() {
        return specificity;
    }
}
