package e7.foreign.opensnitch;

import java.util.ArrayList;
import java.util.List;

/**
 * A regular expression that means a list of texts, or of beginnings: {@code ^(80|443)$}, {@code ^/opt/google/.*}. That is most of those that
 * people write, and all that can be said without regular expressions. Whatever else stands in one is refused rather than guessed at.
 *
 * <p>Grammar: branches separated by {@code |}, each {@code ^ texts} and one of {@code $}, {@code .*}, {@code .*$} or nothing, where texts are
 * characters, {@code \} before a punctuation mark, and groups {@code (a|b)} or {@code (?:a|b)} of texts.
 */
final class LiteralPattern {

    /** More are no list that a person wrote. */
    private static final int MOST_TEXTS = 256;
    private static final int DEEPEST = 20;

    /** Braces and a lone closing bracket are texts at times; refusing them costs nothing. */
    private static final String OPERATORS = ".*+?[]{}^$";

    private final String pattern;
    private int at;
    private int depth;

    private LiteralPattern(String pattern) {
        this.pattern = pattern;
    }

    /**
     * One of the texts.
     *
     * @param text to compare with
     * @param isBeginning whether more may follow
     */
    record Literal(String text, boolean isBeginning) {}

    /**
     * The texts that it means.
     *
     * @throws UnsayableException if it means more than a list of texts
     */
    static List<Literal> of(String pattern) throws UnsayableException {
        return new LiteralPattern(pattern).branches();
    }

    private List<Literal> branches() throws UnsayableException {
        List<Literal> literals = new ArrayList<>();
        do {
            if (!take("^")) {
                throw fault("is not tied to the beginning with ^");
            }
            List<String> texts = sequence();
            boolean isOpen = take(".*");
            boolean isBeginning = !take("$") || isOpen;
            if (isBeginning && texts.contains("")) {
                throw fault("means everything");
            }
            texts.forEach(text -> literals.add(new Literal(text, isBeginning)));
        } while (take("|"));
        if (at < pattern.length()) {
            throw fault("has '" + pattern.charAt(at) + "' where texts alone can be carried over");
        }
        return literals;
    }

    private List<String> sequence() throws UnsayableException {
        List<String> texts = List.of("");
        while (at < pattern.length() && "|)$".indexOf(pattern.charAt(at)) < 0 && !pattern.startsWith(".*", at)) {
            texts = product(texts, one());
        }
        return texts;
    }

    private List<String> one() throws UnsayableException {
        char c = pattern.charAt(at++);
        if (c == '(') {
            return group();
        }
        boolean isEscaped = c == '\\';
        if (isEscaped) {
            c = at < pattern.length() ? pattern.charAt(at++) : 'a';
        }
        if (isEscaped ? Character.isLetterOrDigit(c) || c > 127 : OPERATORS.indexOf(c) >= 0) {
            throw fault("has '" + (isEscaped ? "\\" : "") + c + "', which stands for more than itself");
        }
        return List.of(String.valueOf(c));
    }

    private List<String> group() throws UnsayableException {
        take("?:");
        if (++depth > DEEPEST) {
            throw fault("has more than " + DEEPEST + " groups in each other");
        }
        List<String> texts = new ArrayList<>();
        do {
            texts.addAll(sequence());
        } while (take("|"));
        if (!take(")")) {
            throw fault("has a group that holds more than texts");
        }
        depth--;
        return texts;
    }

    private List<String> product(List<String> heads, List<String> tails) throws UnsayableException {
        if ((long) heads.size() * tails.size() > MOST_TEXTS) {
            throw fault("means more than " + MOST_TEXTS + " texts");
        }
        List<String> texts = new ArrayList<>();
        heads.forEach(head -> tails.forEach(tail -> texts.add(head + tail)));
        return texts;
    }

    private boolean take(String token) {
        boolean isThere = pattern.startsWith(token, at);
        at += isThere ? token.length() : 0;
        return isThere;
    }

    private UnsayableException fault(String what) {
        return new UnsayableException("its regular expression " + pattern + " " + what);
    }
}
