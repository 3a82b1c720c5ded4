package e7.kernel.policy;

import e7.api.rule.Action;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.flag.Flags;
import e7.kernel.rule.RuleTable;
import e7.kernel.rule.Statement;
import java.util.List;
import java.util.Locale;

/** A policy that statements are being applied to, one after the other. Confined to one thread, published as a whole or forgotten. */
final class PolicyDraft {

    private static final String MODE = "mode";

    private final boolean restoring;
    private RuleTable table;
    private Flags flags;

    /**
     * A draft that begins with these rules and flags.
     *
     * @param restoring whether rules come from an earlier run, so that their plugins may not be here yet
     */
    PolicyDraft(RuleTable table, Flags flags, boolean restoring) {
        this.table = table;
        this.flags = flags;
        this.restoring = restoring;
    }

    /** Applies one statement, and says what it did. */
    Effect apply(Statement statement) throws RuleSyntaxException {
        List<String> words = statement.words();
        return switch (statement.command()) {
            case "" -> Effect.NONE;
            case "allow", "block", "reject" -> rule(Action.valueOf(statement.command().toUpperCase(Locale.ROOT)), words);
            case "ask" -> throw new RuleSyntaxException(Flags.NO_ASK);
            case "clear" -> take(table.clear(words), Effect.Kind.CLEAR);
            case "set" -> set(words);
            case MODE -> setMode(words);
            case "enable" -> setMode(statement.withoutWords("enabled"));
            case "disable" -> setMode(statement.withoutWords("disabled"));
            default -> throw new RuleSyntaxException("no command '" + statement.command() + "'; there are " + String.join(", ", Statement.COMMANDS));
        };
    }

    private Effect rule(Action action, List<String> words) throws RuleSyntaxException {
        return take(restoring ? table.restore(action, words) : table.add(action, words), Effect.Kind.RULE);
    }

    private Effect take(RuleTable.Change change, Effect.Kind kind) {
        table = change.table();
        return new Effect(kind, change.message(), change.rule(), "");
    }

    private Effect setMode(List<String> words) throws RuleSyntaxException {
        if (words.size() != 1) {
            throw new RuleSyntaxException("mode takes one word: " + String.join(", ", Flags.values(MODE)));
        }
        return set(List.of(MODE, words.get(0)));
    }

    private Effect set(List<String> words) throws RuleSyntaxException {
        if (words.size() != 2) {
            throw new RuleSyntaxException("set takes a flag and a value, such as set unkrule block");
        }
        String flag = words.get(0);
        flags = flags.with(flag, words.get(1));
        return new Effect(Effect.Kind.FLAG, flag + " is " + flags.value(flag), RuleTable.NO_RULE, flag);
    }

    /** Ends the reading of a whole policy. */
    void settle() {
        table = table.settled();
    }

    RuleTable table() {
        return table;
    }

    Flags flags() {
        return flags;
    }

    /**
     * What a statement did.
     *
     * @param kind of statement
     * @param message one line, or the empty string
     * @param rule the rule that it made or named, or {@link RuleTable#NO_RULE}
     * @param flag the flag that it set, or the empty string
     */
    record Effect(Kind kind, String message, long rule, String flag) {

        /** A blank line's or a comment's. */
        static final Effect NONE = new Effect(Kind.NOTHING, "", RuleTable.NO_RULE, "");

        /** What statements are about. */
        enum Kind {
            NOTHING,
            RULE,
            FLAG,
            CLEAR
        }
    }
}
