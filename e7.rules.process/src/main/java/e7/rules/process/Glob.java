package e7.rules.process;

import java.util.BitSet;

/**
 * A pattern for a whole text: {@code *} stands for any number of characters, blanks and slashes too, {@code ?} for one, and a backslash
 * takes the next one as it is. Its time is at most the product of both lengths, whatever the pattern.
 */
final class Glob {

    /** A bound on the time. */
    static final int LONGEST = 1024;

    private static final char MANY = '*';
    private static final char ONE = '?';

    private final String pattern;

    /** Which characters of the pattern stand for themselves. */
    private final BitSet literal = new BitSet();

    Glob(String text) {
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean escaped = text.charAt(i) == '\\' && i + 1 < text.length();
            char c = escaped ? text.charAt(++i) : text.charAt(i);
            literal.set(read.length(), escaped || c != MANY && c != ONE);
            read.append(c);
        }
        pattern = read.toString();
    }

    /** How many characters stand for themselves. */
    int literals() {
        return literal.cardinality();
    }

    boolean hasWildcard() {
        return literals() < pattern.length();
    }

    boolean matches(String text) {
        int at = 0;
        int next = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (is(next, MANY)) {
                star = next++;
                resume = at;
            } else if (is(next, ONE) || isLiteral(next, text.charAt(at))) {
                next++;
                at++;
            } else if (star >= 0) {
                // The last star takes one more: an earlier one would gain nothing.
                next = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (is(next, MANY)) {
            next++;
        }
        return next == pattern.length();
    }

    private boolean is(int at, char wildcard) {
        return at < pattern.length() && !literal.get(at) && pattern.charAt(at) == wildcard;
    }

    private boolean isLiteral(int at, char c) {
        return literal.get(at) && pattern.charAt(at) == c;
    }
}
