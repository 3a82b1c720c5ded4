package e7.kernel.journal;

import e7.api.queue.Verdict;
import e7.api.rule.Action;
import e7.kernel.rule.Decision;
import java.util.Locale;

/** What became of a packet, in words. Only in mode observe does a packet pass that the decision would have refused. */
final class Outcome {

    private Outcome() {}

    /** Whether it passed in mode observe alone. */
    static boolean isObserved(Verdict verdict, Decision decision) {
        return verdict == Verdict.ACCEPT && decision.action() != Action.ALLOW;
    }

    /** The verdict, or what mode enabled would have done: {@code drop}, {@code would block}. */
    static String word(Verdict verdict, Decision decision) {
        return isObserved(verdict, decision) ? "would " + decision.action().word() : verdict.name().toLowerCase(Locale.ROOT);
    }
}
