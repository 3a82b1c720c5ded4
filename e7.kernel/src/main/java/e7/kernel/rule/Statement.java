package e7.kernel.rule;

import e7.api.rule.RuleSyntaxException;
import java.util.List;
import java.util.regex.Pattern;

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
    private static final Pattern NUMBER_IN_COMMENT = Pattern.compile("\\s#[0-9]");

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
        String first = words.get(0);
        String command = first.startsWith(SCOPE) ? first.substring(SCOPE.length()) : first;
        if (command.equals("clear") && words.size() == 1 && NUMBER_IN_COMMENT.matcher(line).find()) {
            throw new RuleSyntaxException("# begins a comment, and clear alone would remove all rules: write clear and the number alone");
        }
        return new Statement(command, words.subList(1, words.size()));
    }

    /** For a command that takes no words: {@code instead} as the one word of another command. */
    public List<String> withoutWords(String instead) throws RuleSyntaxException {
        if (!words.isEmpty()) {
            throw new RuleSyntaxException(command + " takes no arguments, not '" + String.join(" ", words) + "'");
        }
        return List.of(instead);
    }
}
