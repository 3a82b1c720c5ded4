package e7.kernel.policy;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.kernel.pipeline.JudgingThread;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A plugin's criterion, whose exceptions are counted under the plugin's name and come out as {@link PluginFault}. */
final class GuardedCriterion implements Criterion {

    private static final int MOST_SPECIFIC = 100;

    private final Criterion criterion;
    private final CriterionPlugin plugin;
    private final Set<Facet> facets;
    private final int specificity;
    private final boolean pure;

    /** Asks the plugin once for what never changes, so that it cannot change. */
    GuardedCriterion(Criterion criterion, CriterionPlugin plugin) {
        this.criterion = criterion;
        this.plugin = plugin;
        this.facets = Set.copyOf(criterion.facets());
        // The order of rules adds these up; a plugin beyond the range must not overturn it.
        this.specificity = Math.max(0, Math.min(criterion.specificity(), MOST_SPECIFIC));
        this.pure = criterion.isPure();
    }

    /** A plugin that fails here gets nothing remembered. */
    @Override
    public Instant validUntil(Instant now) {
        try {
            return Objects.requireNonNull(criterion.validUntil(now));
        } catch (Throwable e) {
            plugin.countFault();
            return now;
        }
    }

    /** A plugin that fails here is asked about every packet. */
    @Override
    public List<Bounds> bounds() {
        try {
            return List.copyOf(criterion.bounds());
        } catch (Throwable e) {
            plugin.countFault();
            return List.of();
        }
    }

    @Override
    public Match test(Packet packet) {
        if (plugin.isTakenOut()) {
            // Until the pipeline without it is there.
            throw PluginFault.INSTANCE;
        }
        Match match = null;
        JudgingThread.enter(plugin.record());
        try {
            match = criterion.test(packet);
        } catch (Throwable e) {
            // Other languages throw checked exceptions from here as well, and assertions are errors.
            plugin.countFault();
            throw PluginFault.INSTANCE;
        } finally {
            JudgingThread.leave();
        }
        if (match == null) {
            plugin.countFault();
            throw PluginFault.INSTANCE;
        }
        return match;
    }

    @Override
    public Set<Facet> facets() {
        return facets;
    }

    @Override
    public int specificity() {
        return specificity;
    }

    @Override
    public boolean isPure() {
        return pure;
    }
}
