package e7.rules.user;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.util.List;
import java.util.Set;

/** {@code group=}: one of these is the primary group under which the socket that sent the packet was opened. */
final class GroupCriterion implements Criterion {

    private static final Set<Facet> FACETS = Set.of(Facet.GID);

    private final AccountNumbers groups;

    GroupCriterion(AccountNumbers groups) {
        this.groups = groups;
    }

    @Override
    public Match test(Packet packet) {
        return groups.match(packet.gid());
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public List<Bounds> bounds() {
        return List.of(new Bounds(Facet.GID, groups.ranges()));
    }

    @Override
    public int specificity() {
        return groups.specificity();
    }

    /** With the numbers that names were resolved to. */
    @Override
    public String toString() {
        return "gid " + groups;
    }
}
