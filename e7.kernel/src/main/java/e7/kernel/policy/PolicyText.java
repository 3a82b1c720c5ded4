package e7.kernel.policy;

import e7.api.engine.PolicyException;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.flag.Flags;
import e7.kernel.policy.PolicyDraft.Effect;
import e7.kernel.policy.PolicyDraft.Effect.Kind;
import e7.kernel.rule.RuleTable;
import e7.kernel.rule.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A whole policy as the text of a rules file, line for line. When the policy changes, the text follows it and keeps whatever it can: comments,
 * the order, and how each rule and flag was written. Immutable.
 */
final class PolicyText {

    /** What a run begins with that has no file yet. */
    static final PolicyText EMPTY = new PolicyText(List.of());

    /** A line, and what its statement did when it was read. */
    private record Line(String text, Effect effect) {}

    private final List<Line> lines;

    private PolicyText(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * Applies each line to the draft.
     *
     * @param done is told what each line did
     * @throws PolicyException for the first that is wrong
     */
    static PolicyText read(List<String> statements, PolicyDraft draft, Consumer<Effect> done) throws PolicyException {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            try {
                Effect effect = draft.apply(Statement.parse(statements.get(i)));
                lines.add(new Line(statements.get(i), effect));
                done.accept(effect);
            } catch (RuleSyntaxException e) {
                throw new PolicyException(i, e.getMessage());
            }
        }
        return new PolicyText(lines);
    }

    /** The text that gives these rules and flags when it is read. */
    PolicyText following(RuleTable table, Flags flags) {
        Follower follower = new Follower(table, flags);
        lines.forEach(follower::keep);
        follower.addFlags();
        follower.addRules();
        return new PolicyText(follower.kept);
    }

    /** The lines, without line ends. */
    List<String> lines() {
        return lines.stream().map(Line::text).toList();
    }

    /** One pass over the lines. */
    private static final class Follower {
        private final Map<Long, String> missing;
        private final Flags flags;
        private final List<Line> kept = new ArrayList<>();
        private boolean hasRules;
        private final Set<String> flagsSaid = new HashSet<>();

        Follower(RuleTable table, Flags flags) {
            this.missing = table.keptTexts();
            this.flags = flags;
        }

        void keep(Line line) {
            switch (line.effect.kind()) {
                case RULE -> keepRule(line);
                case FLAG -> keepFlag(line);
                // What it cleared is not here any more; it must not clear what is above it.
                case CLEAR -> {
                    if (!hasRules) {
                        kept.add(line);
                    }
                }
                case NOTHING -> kept.add(line);
            }
        }

        private void keepRule(Line line) {
            String text = missing.remove(line.effect.rule());
            if (text != null) {
                hasRules = true;
                // A time span would begin anew whenever the file is read.
                kept.add(text.contains(" until=") ? new Line(text, line.effect) : line);
            }
        }

        private void keepFlag(Line line) {
            String name = line.effect.flag();
            String value = flags.value(name);
            if (flagsSaid.add(name)) {
                boolean same = line.effect.message().equals(name + " is " + value);
                kept.add(same ? line : flagLine(name, value));
            }
        }

        private static Line flagLine(String name, String value) {
            return new Line("set " + name + " " + value, new Effect(Kind.FLAG, name + " is " + value, RuleTable.NO_RULE, name));
        }

        void addFlags() {
            Flags initial = Flags.initial();
            for (String name : Flags.names()) {
                String value = flags.value(name);
                if (!flagsSaid.contains(name) && !value.equals(initial.value(name))) {
                    kept.add(flagLine(name, value));
                }
            }
        }

        void addRules() {
            missing.forEach((id, text) -> kept.add(new Line(text, new Effect(Kind.RULE, "", id, ""))));
        }
    }
}
