package e7.kernel.rule;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Action;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.kernel.index.Keys;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A rule whose criteria have been made, as far as their plugins are present. A criterion whose plugin is absent is null and answers
 * {@link Match#UNKNOWN}. Immutable but for the count of hits, which a rule hands on to its successors when plugins come and go.
 */
public final class Rule {

    /** The id of the rule that E7 itself makes. */
    public static final long BUILT_IN_ID = 0;

    /** The order in which rules win, step by step; the last step tells all rules apart, since ids differ. */
    private static final List<Comparator<Rule>> STEPS = List.of(
            higherFirst(rule -> rule.text.priority()),
            higherFirst(rule -> rule.pathSpecificity),
            higherFirst(rule -> rule.criteria.length),
            higherFirst(rule -> rule.specificity),
            higherFirst(rule -> rule.text.action().strictness()),
            Comparator.comparingLong(rule -> rule.id));

    /** The rule that wins comes first. */
    static final Comparator<Rule> PRECEDENCE = STEPS.stream().reduce(Comparator::thenComparing).orElseThrow();

    /** Without the last two: where all of these are equal, the action decides. */
    private static final Comparator<Rule> BEFORE_ACTION = STEPS.subList(0, STEPS.size() - 2).stream().reduce(Comparator::thenComparing).orElseThrow();

    private final long id;
    private final RuleText text;
    private final Criterion[] criteria;
    private final String suspended;
    private final int pathSpecificity;

    /** Each criterion's; where the plugin is absent, as it was when it was last there. */
    private final int[] specificities;

    private final int specificity;
    private final boolean[] ofTheProcess;
    private final Hits hits;
    private final Decision decision;

    /**
     * A rule.
     *
     * @param criteria one for each of the text's
     */
    Rule(long id, RuleText text, List<Criterion> criteria) {
        this(id, text, criteria, "", new Hits(), new int[criteria.size()]);
    }

    private Rule(long id, RuleText text, List<Criterion> criteria, String suspended, Hits hits, int[] lastSpecificities) {
        this.id = id;
        this.text = text;
        this.criteria = criteria.toArray(Criterion[]::new);
        this.suspended = suspended;
        this.hits = hits;
        this.specificities = lastSpecificities.clone();
        this.ofTheProcess = new boolean[this.criteria.length];
        int path = 0;
        for (int i = 0; i < this.criteria.length; i++) {
            Criterion criterion = this.criteria[i];
            if (criterion == null) {
                continue;
            }
            ofTheProcess[i] = FlagDecisions.isOfTheProcess(criterion);
            specificities[i] = criterion.specificity();
            if (text.criteria().get(i).negated()) {
                this.criteria[i] = new Negated(criterion);
            } else if (criterion instanceof PathCriterion pathCriterion) {
                path = Math.max(path, pathCriterion.pathSpecificity());
            }
        }
        this.pathSpecificity = path;
        this.specificity = IntStream.of(specificities).sum();
        this.decision = Decision.byRule(this);
    }

    /**
     * This rule with its criteria made anew. It keeps its place in the order while it is suspended: one that fell behind would let a rule win
     * that it ought to have outvoted.
     *
     * @param newCriteria one for each of the text's, null where the plugin is absent
     * @param newSuspended why it is suspended, or the empty string
     */
    Rule remade(List<Criterion> newCriteria, String newSuspended) {
        return new Rule(id, text, newCriteria, newSuspended, hits, specificities);
    }

    /**
     * Whether all criteria hold: no as soon as one says no, else unknown if any is.
     */
    Match test(Packet packet) {
        Match all = Match.YES;
        for (int i = 0; i < criteria.length; i++) {
            Match one = test(i, packet);
            if (one == Match.NO) {
                return Match.NO;
            }
            all = one == Match.UNKNOWN ? Match.UNKNOWN : all;
        }
        return all;
    }

    /** One criterion's answer, negation included. */
    Match test(int index, Packet packet) {
        Criterion criterion = criteria[index];
        return criterion == null ? Match.UNKNOWN : criterion.test(packet);
    }

    /** A criterion as it was made, or null where the plugin is absent. */
    Criterion made(int index) {
        return criteria[index] instanceof Negated negated ? negated.criterion() : criteria[index];
    }

    /** The strictest action among the flags for this rule's unknown criteria; {@code fail} if none is unknown any more. */
    Decision unknownDecision(Packet packet, FlagDecisions flags) {
        Decision strictest = null;
        for (int i = 0; i < criteria.length; i++) {
            if (test(i, packet) == Match.UNKNOWN) {
                strictest = FlagDecisions.stricter(strictest, criteria[i] == null ? flags.fail() : flags.forUnknown(ofTheProcess[i]));
            }
        }
        return strictest == null ? flags.fail() : strictest;
    }

    /** Whether a flag could decide against a rule that allows, if something that this rule asks were unknown. */
    boolean mattersInDoubt(FlagDecisions flags) {
        if (text.action().strictness() == 0) {
            return false;
        }
        for (int i = 0; i < criteria.length; i++) {
            Decision decision = criteria[i] == null ? flags.fail() : flags.forUnknown(ofTheProcess[i]);
            if (decision.action().strictness() > 0) {
                return true;
            }
        }
        return false;
    }

    /** What it can match, for an index. */
    Keys keys() {
        Keys keys = new Keys();
        for (Criterion criterion : criteria) {
            if (criterion instanceof PathCriterion path) {
                keys.addPaths(path.paths());
            } else if (criterion != null) {
                criterion.bounds().forEach(keys::add);
            }
        }
        return keys;
    }

    private static Comparator<Rule> higherFirst(ToIntFunction<Rule> property) {
        return Comparator.comparingInt(property).reversed();
    }

    /** The first step of the order, from 0, that tells two rules apart. */
    static int precedenceStep(Rule first, Rule second) {
        int step = 0;
        while (step < STEPS.size() - 1 && STEPS.get(step).compare(first, second) == 0) {
            step++;
        }
        return step;
    }

    boolean isPure() {
        for (Criterion criterion : criteria) {
            if (criterion != null && !criterion.isPure()) {
                return false;
            }
        }
        return true;
    }

    /** Until when the criteria's answers stand; {@link Instant#MAX} if they do not ask the clock. */
    Instant validUntil(Instant now) {
        Instant first = Instant.MAX;
        for (Criterion criterion : criteria) {
            Instant until = criterion == null ? Instant.MAX : criterion.validUntil(now);
            first = until.isBefore(first) ? until : first;
        }
        return first;
    }

    Set<Facet> facets() {
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        for (Criterion criterion : criteria) {
            if (criterion != null) {
                facets.addAll(criterion.facets());
            }
        }
        return facets;
    }

    boolean isStricterThan(Action action) {
        return text.action().strictness() > action.strictness();
    }

    /** Whether nothing but their actions and ages puts one before the other. */
    boolean differsInActionAlone(Rule other) {
        return BEFORE_ACTION.compare(this, other) == 0;
    }

    /** One of the text's criteria as it was made; null where its plugin is absent. */
    Criterion criterion(int index) {
        return criteria[index];
    }

    boolean isBuiltIn() {
        return id == BUILT_IN_ID;
    }

    long id() {
        return id;
    }

    RuleText text() {
        return text;
    }

    String suspended() {
        return suspended;
    }

    Hits hits() {
        return hits;
    }

    Decision decision() {
        return decision;
    }
}
