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

    private RuleTable table;
    private Flags flags;

    PolicyDraft(RuleTable table, Flags flags) {
        this.table = table;
        this.flags = flags;
    }

    /** Applies one statement; the line says what it did. */
    String apply(Statement statement) throws RuleSyntaxException {
        List<String> words = statement.words();
        return switch (statement.command()) {
            case "" -> "";
            case "allow", "block", "reject" -> take(table.add(Action.valueOf(statement.command().toUpperCase(Locale.ROOT)), words));
            case "ask" -> throw new RuleSyntaxException(Flags.NO_ASK);
            case "clear" -> take(table.clear(words));
            case "set" -> set(words);
            case "mode" -> setMode(words);
            case "enable" -> setMode(statement.withoutWords("enabled"));
            case "disable" -> setMode(statement.withoutWords("disabled"));
            default -> throw new RuleSyntaxException("no command '" + statement.command() + "'; there are " + String.join(", ", Statement.COMMANDS));
        };
    }

    private String take(RuleTable.Change change) {
        table = change.table();
        return change.message();
    }

    private String setMode(List<String> words) throws RuleSyntaxException {
        if (words.size() != 1) {
            throw new RuleSyntaxException("mode takes one word: " + String.join(", ", Flags.values("mode")));
        }
        return set(List.of("mode", words.get(0)));
    }

    private String set(List<String> words) throws RuleSyntaxException {
        if (words.size() != 2) {
            throw new RuleSyntaxException("set takes a flag and a value, such as set unkrule block");
        }
        flags = flags.with(words.get(0), words.get(1));
        return words.get(0) + " is " + words.get(1);
    }

    RuleTable table() {
        return table;
    }

    Flags flags() {
        return flags;
    }
}
