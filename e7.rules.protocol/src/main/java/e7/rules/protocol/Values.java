package e7.rules.protocol;

import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.RuleSyntaxException;
import java.util.Collection;
import java.util.List;

/** What the values of all criteria here have in common: strict decimal numbers, completion, sketching, and how a list weighs. */
final class Values {

    private static final int MOST_COMPLETIONS = 100;
    private static final int LIST_DEDUCTION_LIMIT = 10;

    private Values() {}

    /** Whether the text is one or more ASCII digits. */
    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Reads digits.
     *
     * @param digits what {@link #isDigits} is true for
     * @param highest the highest number allowed, at most nine digits long
     * @param value {@code NAME=VALUE} as written, for the message
     * @throws RuleSyntaxException for a leading zero, which some programs take for octal, and for a number over the highest
     */
    static int number(String digits, int highest, String value) throws RuleSyntaxException {
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            throw new RuleSyntaxException(value + ": '" + digits + "' has a leading zero; write it without");
        }
        // Nine digits always fit an int.
        if (digits.length() > 9 || Integer.parseInt(digits) > highest) {
            throw new RuleSyntaxException(value + ": '" + digits + "' is over " + highest);
        }
        return Integer.parseInt(digits);
    }

    /** The candidates that begin with the prefix, sorted, each once, at most 100. */
    static List<String> complete(String prefix, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.startsWith(prefix))
                .sorted()
                .distinct()
                .limit(MOST_COMPLETIONS)
                .toList();
    }

    /**
     * Makes a packet one of IPv4 or IPv6.
     *
     * @param written {@code NAME=VALUE} as written, for the message
     * @throws RuleSyntaxException if it is the other one already
     */
    static void sketchVersion(int version, String written, PacketSketch packet) throws RuleSyntaxException {
        if (packet.version() != Packet.UNKNOWN && packet.version() != version) {
            throw new RuleSyntaxException(
                    written + ": that is IPv" + version + ", but what stands before it is IPv" + packet.version());
        }
        packet.version(version);
    }

    /**
     * A list's specificity: its widest member's, less one for each further member up to ten, so that a rule on one value outranks a rule
     * on several of its like.
     *
     * @param widest 0 to 100
     * @param size how many members the list has, at least 1
     */
    static int specificity(int widest, int size) {
        return Math.max(0, widest - Math.min(size - 1, LIST_DEDUCTION_LIMIT));
    }
}
