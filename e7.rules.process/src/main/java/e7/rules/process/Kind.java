package e7.rules.process;

import e7.api.rule.Criterion;
import e7.api.rule.RuleSyntaxException;
import java.util.List;

/** One name of criteria: how its values are read, and what is asked of a process. */
interface Kind {

    /** As {@code CriterionProvider.parse}. */
    Criterion parse(List<String> values) throws RuleSyntaxException;

    /** As {@code CriterionProvider.complete}. */
    List<String> complete(String prefix);

    /** As {@code CriterionProvider.describe}. */
    String describe();

    /**
     * Checks a path with a slash in front.
     *
     * @throws RuleSyntaxException if the kernel never writes one so
     */
    static void checkPath(String name, String value) throws RuleSyntaxException {
        if (value.contains("//") || (value + "/").contains("/./") || (value + "/").contains("/../")) {
            throw new RuleSyntaxException(name + "= takes a path without //, . and .., since it is compared as text: '" + value + "'");
        }
    }

    /** A list's specificity: its widest member's, less one for each further member up to ten. */
    static int specificity(int widest, int size) {
        return Math.max(0, widest - Math.min(size - 1, 10));
    }
}
