package e7.kernel.rule;

import e7.api.rule.RuleSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One {@code NAME=VALUE,VALUE} or {@code NAME!=VALUE} as written. Two commas stand for one inside a value, as in {@code path=/opt/a,,b}.
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
        List<String> values = split(word.substring(equals + 1));
        if (values.contains("")) {
            throw new RuleSyntaxException("a value of '" + name + "' is empty: '" + word + "'");
        }
        return new CriterionText(name, negated, values);
    }

    private static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != ',') {
                value.append(text.charAt(i));
            } else if (i + 1 < text.length() && text.charAt(i + 1) == ',') {
                value.append(text.charAt(i++));
            } else {
                values.add(value.toString());
                value.setLength(0);
            }
        }
        values.add(value.toString());
        return values;
    }

    /** The list of the values of both, which have one name. */
    CriterionText or(CriterionText other) {
        List<String> all = new ArrayList<>(values);
        all.addAll(other.values);
        return new CriterionText(name, negated, all);
    }

    /** The criterion as {@link #parse} reads it. */
    /** Whether every packet that matches {@code narrow} matches this, as far as the text tells. */
    boolean covers(CriterionText narrow) {
        if (!name.equals(narrow.name) || negated != narrow.negated) {
            return false;
        }
        List<String> wider = negated ? narrow.values : values;
        List<String> inside = negated ? values : narrow.values;
        return inside.stream().allMatch(value -> wider.stream().anyMatch(around -> isWithin(value, around)));
    }

    /** Whether no program can match this and another criterion of the same name: paths alone are compared so. */
    boolean excludes(CriterionText other) {
        return name.equals(PathCriterion.NAME)
                && values.stream().noneMatch(a -> other.values.stream().anyMatch(b -> isWithin(a, b) || isWithin(b, a)));
    }

    private boolean isWithin(String value, String around) {
        return value.equals(around) || name.equals(PathCriterion.NAME) && around.endsWith("/") && value.startsWith(around);
    }

    @Override
    public String toString() {
        return name + (negated ? "!=" : "=") + values.stream().map(value -> value.replace(",", ",,")).collect(Collectors.joining(","));
    }
}
