package e7.kernel.rule;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Match;
import e7.kernel.index.Candidates;
import e7.kernel.index.Keys;
import e7.kernel.index.RuleIndex;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The compiled rules: in the order in which they win, and an index by which a packet finds those that it can meet. Immutable; any thread.
 */
public final class RuleSet {

    private final Rule[] rules;
    private final RuleIndex index;
    private final Suspended suspended;
    private final FlagDecisions flags;
    private final Set<Facet> facets;
    private final boolean pure;
    private final Clock clock;
    private final Validity validity;

    /** Sorts and compiles. What criteria say of the time is by the system's clock. */
    public RuleSet(List<Rule> rules, Defaults defaults) {
        this(rules, defaults, Clock.systemUTC());
    }

    /** Sorts and compiles. */
    RuleSet(List<Rule> rules, Defaults defaults, Clock clock) {
        this.rules = rules.stream().sorted(Rule.PRECEDENCE).toArray(Rule[]::new);
        this.clock = clock;
        this.validity = validity(this.rules, clock);
        this.flags = new FlagDecisions(defaults);
        List<Keys> keys = Arrays.stream(this.rules).map(Rule::keys).toList();
        this.index = new RuleIndex(keys, rank -> this.rules[rank].mattersInDoubt(flags));
        this.suspended = new Suspended(this.rules, keys);
        Set<Facet> read = EnumSet.noneOf(Facet.class);
        boolean allPure = true;
        for (Rule rule : this.rules) {
            read.addAll(rule.facets());
            allPure &= rule.isPure();
        }
        this.facets = read;
        this.pure = allPure;
    }

    private RuleSet(RuleSet other) {
        this.rules = other.rules;
        this.index = other.index;
        this.suspended = other.suspended;
        this.flags = other.flags;
        this.facets = other.facets;
        this.pure = other.pure;
        this.clock = other.clock;
        this.validity = validity(rules, clock);
    }

    private static Validity validity(Rule[] rules, Clock clock) {
        // Whole milliseconds, as the packet path reads them.
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant first = Instant.MAX;
        for (Rule rule : rules) {
            Instant until = rule.validUntil(now);
            first = until.isBefore(first) ? until : first;
        }
        return Validity.between(now, first);
    }

    /** The same rules, after criteria's answers have changed by themselves: until when the new ones stand is asked anew. */
    public RuleSet renewed() {
        return new RuleSet(this);
    }

    /**
     * Whether a verdict of these rules may be remembered now, and a remembered one used. It reads the clock if a criterion does, so no verdict
     * outlives the moment at which that criterion changes its answer, however late the thread comes that makes a new generation of it.
     */
    public boolean mayRemember() {
        return validity.isForEver() || validity.covers(clock.millis());
    }

    /** Whether answers have changed by themselves, or the clock has been put back: time for {@link #renewed}. */
    public boolean isOutlived() {
        return !validity.isEmpty() && !mayRemember();
    }

    /** When answers next change by themselves, if they do. */
    public Optional<Instant> nextChange() {
        return validity.end();
    }

    /** Like {@link #decide(Packet, Candidates)}, for those who do not mind a few objects. */
    public Decision decide(Packet packet) {
        return decide(packet, new Candidates());
    }

    /**
     * Decides about a packet. Allocates nothing.
     *
     * <p>The winner is the first rule that matches. A rule before it with unknown criteria would have won, had they been yes; if such a
     * rule is stricter than the winner, the flag for the unknown thing decides, unless the winner is stricter than the flag. Never null.
     *
     * @param candidates the calling thread's, whatever is in it
     */
    public Decision decide(Packet packet, Candidates candidates) {
        index.collect(packet, candidates);
        Decision winner = flags.unknownRule();
        int end = rules.length;
        boolean unknowns = false;
        for (int rank = candidates.next(); rank >= 0; rank = candidates.next()) {
            Match match = rules[rank].test(packet);
            if (match == Match.YES) {
                winner = rules[rank].decision();
                end = rank;
                break;
            }
            unknowns |= match == Match.UNKNOWN;
        }
        if (winner.action().strictness() >= flags.strictest()) {
            return winner;
        }
        if (unknowns) {
            index.collectTogether(packet, candidates);
        }
        return unknowns || candidates.readDoubtful() ? heedUnknowns(packet, candidates, winner, end) : winner;
    }

    private Decision heedUnknowns(Packet packet, Candidates candidates, Decision winner, int end) {
        Decision result = winner;
        int rank = candidates.next();
        // Of flags that are equally strict the first decides, so nothing changes any more once the strictest has been met.
        while (rank >= 0 && rank < end && result.action().strictness() < flags.strictest()) {
            Rule rule = rules[rank];
            // A criterion that is not pure may answer otherwise by now; only a no lets the rule out.
            if (rule.isStricterThan(winner.action()) && rule.test(packet) != Match.NO) {
                result = FlagDecisions.stricter(result, rule.unknownDecision(packet, flags));
            }
            rank = candidates.next();
        }
        return result;
    }

    /** Whether a rule that is suspended could win this packet, were its plugin here. Allocates if there is such a rule. */
    public boolean hangsOnAbsentPlugin(Packet packet) {
        if (suspended.isEmpty()) {
            return false;
        }
        Candidates candidates = new Candidates();
        index.collect(packet, candidates);
        int rank = candidates.next();
        while (rank >= 0 && rules[rank].test(packet) != Match.YES) {
            rank = candidates.next();
        }
        return suspended.anyUnknownBefore(rank < 0 ? rules.length : rank, packet, candidates);
    }

    /** What is decided when a part fails. */
    public Decision failDecision() {
        return flags.fail();
    }

    /** Every facet that a rule reads: what a remembered verdict depends on. */
    public Set<Facet> facets() {
        return facets;
    }

    /** Whether every criterion may be asked on the queue thread. */
    public boolean isPure() {
        return pure;
    }

    /** The rules in the order in which they win. */
    List<Rule> inOrder() {
        return List.of(rules);
    }
}
