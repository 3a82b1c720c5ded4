package e7.kernel.rule;

import e7.api.rule.RuleSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a statement into words: blanks separate them, double quotes hold blanks together, a backslash takes the next character as it is,
 * and {@code #} at the start of a word begins a comment.
 */
final class Words {

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    private Words(String text) {
        this.text = text;
    }

    /** The words of a statement; empty for a blank line or a comment. */
    static List<String> split(String text) throws RuleSyntaxException {
        return new Words(text).split();
    }

    /** One word that {@link #split} gives back as {@code text}. */
    static String quote(String text) {
        if (!text.isEmpty() && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\\' || c == '#')) {
            return text;
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private List<String> split() throws RuleSyntaxException {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                append(text.charAt(++i), i);
            } else if (c == '"') {
                quoted = !quoted;
                inWord = true;
            } else if (!quoted && Character.isWhitespace(c)) {
                endWord();
            } else if (!quoted && !inWord && c == '#') {
                break;
            } else {
                append(c, i);
            }
        }
        if (quoted) {
            throw new RuleSyntaxException("a double quote is not closed: " + text.strip());
        }
        endWord();
        return words;
    }

    /** A rule's text is shown in terminals and written into files of lines, so a control character is refused however it is written. */
    private void append(char c, int index) throws RuleSyntaxException {
        if (Character.isISOControl(c)) {
            throw new RuleSyntaxException("control character U+%04X in column %d".formatted((int) c, index + 1));
        }
        word.append(c);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
