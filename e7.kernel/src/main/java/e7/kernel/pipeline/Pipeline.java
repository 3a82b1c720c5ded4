package e7.kernel.pipeline;

import e7.api.cache.Cache;
import e7.api.identity.Resolver;
import e7.kernel.flag.Flags;
import e7.kernel.rule.Decision;
import e7.kernel.rule.RuleSet;
import java.util.List;

/**
 * Everything that judging a packet needs, as it stood at one moment. Immutable. A thread reads one of these a packet, and everything it
 * does for that packet it does by that one.
 *
 * @param epoch rises by one with every pipeline
 * @param generation the decision generation: rises only with changes that can alter a verdict
 * @param flags the flags
 * @param rules the compiled rules
 * @param verdictKey how packets become keys of {@code verdicts}
 * @param processes socket to owner; null: nothing is remembered
 * @param verdicts facets to decision; null: nothing is remembered
 * @param resolvers best ranking first; never changed
 * @param holdUntil {@link System#nanoTime} until which packets that need an absent plugin wait for it, as it may be being replaced
 */
public record Pipeline(
        long epoch,
        long generation,
        Flags flags,
        RuleSet rules,
        VerdictKey verdictKey,
        Cache<SocketOwner> processes,
        Cache<Decision> verdicts,
        List<Resolver> resolvers,
        long holdUntil) {

    /** This one with other rules and flags; verdicts may differ, so the generation rises. */
    Pipeline withPolicy(RuleSet newRules, Flags newFlags, PathIds names, long newHoldUntil) {
        long next = generation + 1;
        VerdictKey key = new VerdictKey(next, newRules.facets(), names);
        return new Pipeline(epoch + 1, next, newFlags, newRules, key, processes, verdicts, resolvers, newHoldUntil);
    }

    /** This one with other caches; no verdict differs. */
    Pipeline withCaches(Cache<SocketOwner> newProcesses, Cache<Decision> newVerdicts) {
        return new Pipeline(epoch + 1, generation, flags, rules, verdictKey, newProcesses, newVerdicts, resolvers, holdUntil);
    }

    /** This one with other resolvers; what the old ones found is believed until it is searched again, 10 s at most. */
    Pipeline withResolvers(List<Resolver> newResolvers) {
        return new Pipeline(
                epoch + 1, generation, flags, rules, verdictKey, processes, verdicts, List.copyOf(newResolvers), holdUntil);
    }
}
