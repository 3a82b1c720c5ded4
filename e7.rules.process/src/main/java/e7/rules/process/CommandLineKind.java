package e7.rules.process;

import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** {@code cmdline=}: the whole command line is like one of these patterns. */
final class CommandLineKind implements Kind {

    private static final int NO_WILDCARD = 80;
    private static final int MOST_WITH_WILDCARD = 70;

    private final Inquiries<String> inquiries;

    CommandLineKind(Inquiries<String> inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public Criterion parse(List<String> values) throws RuleSyntaxException {
        List<Glob> patterns = new ArrayList<>();
        int widest = NO_WILDCARD;
        for (String value : values) {
            if (value.length() > Glob.LONGEST) {
                throw new RuleSyntaxException("cmdline= takes a pattern of at most " + Glob.LONGEST + " characters, not " + value.length());
            }
            Glob pattern = new Glob(value);
            patterns.add(pattern);
            widest = pattern.hasWildcard() ? Math.min(widest, Math.min(pattern.literals(), MOST_WITH_WILDCARD)) : widest;
        }
        return new ProcessCriterion<>(
                inquiries,
                line -> Match.of(patterns.stream().anyMatch(pattern -> pattern.matches(line))),
                Kind.specificity(widest, values.size()));
    }

    @Override
    public List<String> complete(String prefix) {
        // A line that is there now is rarely the pattern that is wanted, and may hold secrets.
        return List.of();
    }

    @Override
    public String describe() {
        return "the program's arguments as one line with blanks between them: a pattern with * and ?, such as \"python3 *backup.py*\"; "
                + "a program can rewrite its own, so allow nothing by it alone";
    }
}
