package e7.kernel.rule;

import e7.api.packet.Facet;
import e7.api.rule.Criterion;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The decisions that flags make, one object each, so that deciding allocates nothing. Immutable. */
final class FlagDecisions {

    private static final Set<Facet> OF_THE_PROCESS = EnumSet.of(Facet.PROCESS, Facet.PATH, Facet.UID, Facet.GID);

    private final Decision fail;
    private final Decision unknownProcess;
    private final Decision unknownProtocol;
    private final Decision unknownRule;

    FlagDecisions(Defaults defaults) {
        fail = Decision.byFlag("fail", defaults.fail());
        unknownProcess = Decision.byFlag("unkproc", defaults.unknownProcess());
        unknownProtocol = Decision.byFlag("unkprot", defaults.unknownProtocol());
        unknownRule = Decision.byFlag("unkrule", defaults.unknownRule());
    }

    Decision fail() {
        return fail;
    }

    Decision unknownRule() {
        return unknownRule;
    }

    /** How strict the strictest of those is that decide where something is unknown. */
    int strictest() {
        return Math.max(fail.action().strictness(), Math.max(unknownProcess.action().strictness(), unknownProtocol.action().strictness()));
    }

    /** Who decides where a criterion's answer is unknown that reads something of the process, or nothing of it. */
    Decision forUnknown(boolean ofTheProcess) {
        return ofTheProcess ? unknownProcess : unknownProtocol;
    }

    /** Whether the criterion reads something of the process. Asked once for each, as going through a set allocates. */
    static boolean isOfTheProcess(Criterion criterion) {
        return !Collections.disjoint(criterion.facets(), OF_THE_PROCESS);
    }

    /** The stricter of two, the first if they are alike; the first may be null. */
    static Decision stricter(Decision first, Decision second) {
        return first == null || second.action().strictness() > first.action().strictness() ? second : first;
    }
}
