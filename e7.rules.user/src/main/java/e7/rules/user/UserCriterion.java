package e7.rules.user;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.List;
import java.util.Set;

/** {@code user=}: one of these users owns the socket that sent the packet. */
final class UserCriterion implements Criterion {

    private static final Set<Facet> FACETS = Set.of(Facet.UID);

    private final AccountNumbers users;

    UserCriterion(AccountNumbers users) {
        this.users = users;
    }

    @Override
    public Match test(Packet packet) {
        return users.match(packet.uid());
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public List<Bounds> bounds() {
        return List.of(new Bounds(Facet.UID, users.ranges()));
    }

    @Override
    public int specificity() {
        return users.specificity();
    }

    /** With the numbers that names were resolved to. */
    @Override
    public String toString() {
        return "uid " + users;
    }
}
