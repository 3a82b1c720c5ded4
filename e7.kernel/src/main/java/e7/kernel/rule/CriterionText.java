package e7.kernel.rule;

import e7.api.rule.RuleSyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * One {@code NAME=VALUE,VALUE} or {@code NAME!=VALUE} as written.
 *
 * @param name lower-case
 * @param negated whether it was {@code !=}
 * @param values at least one, none empty
 */
record CriterionText(String name, boolean negated, List<String> values) {

    CriterionText {
        values = List.copyOf(values);
    }

    /** Reads a word that contains {@code =}. */
    static CriterionText parse(String word) throws RuleSyntaxException {
        int equals = word.indexOf('=');
        boolean negated = equals > 0 && word.charAt(equals - 1) == '!';
        String name = word.substring(0, negated ? equals - 1 : equals).toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw new RuleSyntaxException("a criterion has no name: '" + word + "'");
        }
        List<String> values = List.of(word.substring(equals + 1).split(",", -1));
        if (values.contains("")) {
            throw new RuleSyntaxException("a value of '" + name + "' is empty: '" + word + "'");
        }
        return new CriterionText(name, negated, values);
    }

    @Override
    public String toString() {
        return name + (negated ? "!=" : "=") + String.join(",", values);
    }
}
