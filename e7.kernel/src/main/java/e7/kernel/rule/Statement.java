package e7.kernel.rule;

import e7.api.rule.RuleSyntaxException;
import java.util.List;

/**
 * One line of a rules file, split.
 *
 * @param command its first word, or the empty string for a blank line or a comment
 * @param words the others
 */
public record Statement(String command, List<String> words) {

    /** The commands that change the policy. */
    public static final List<String> COMMANDS = List.of("allow", "block", "reject", "ask", "clear", "set", "mode", "enable", "disable");

    private static final String SCOPE = "e7:";

    /** Copies the list. */
    public Statement {
        words = List.copyOf(words);
    }

    /** Splits a line; the scope {@code e7:} may stand before the command. */
    public static Statement parse(String line) throws RuleSyntaxException {
        List<String> words = Words.split(line);
        if (words.isEmpty()) {
            return new Statement("", words);
        }
        String command = words.get(0);
        return new Statement(
                command.startsWith(SCOPE) ? command.substring(SCOPE.length()) : command, words.subList(1, words.size()));
    }

    /** For a command that takes no words: {@code instead} as the one word of another command. */
    public List<String> withoutWords(String instead) throws RuleSyntaxException {
        if (!words.isEmpty()) {
            throw new RuleSyntaxException(command + " takes no arguments, not '" + String.join(" ", words) + "'");
        }
        return List.of(instead);
    }
}
