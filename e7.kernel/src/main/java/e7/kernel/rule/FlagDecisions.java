package e7.kernel.rule;

import e7.api.packet.Facet;
import e7.api.rule.Criterion;
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

    /** Who decides where this criterion's answer is unknown; null stands for one whose plugin is absent. */
    Decision forUnknown(Criterion criterion) {
        if (criterion == null) {
            return fail;
        }
        for (Facet facet : criterion.facets()) {
            if (OF_THE_PROCESS.contains(facet)) {
                return unknownProcess;
            }
        }
        return unknownProtocol;
    }

    /** The stricter of two, the first if they are alike; the first may be null. */
    static Decision stricter(Decision first, Decision second) {
        return first == null || second.action().strictness() > first.action().strictness() ? second : first;
    }
}
