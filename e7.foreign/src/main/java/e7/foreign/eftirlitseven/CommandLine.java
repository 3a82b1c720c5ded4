package e7.foreign.eftirlitseven;

import java.util.List;
import java.util.stream.Stream;

/**
 * A line as EftirlitSeven's daemon takes it apart (its src/e7d.cpp, CMDBUF): {@code #} begins a comment wherever it stands, blanks separate
 * words, tabs do not, and double quotes hold blanks together and separate words themselves.
 *
 * @param words none empty
 */
record CommandLine(List<String> words) {

    CommandLine {
        words = List.copyOf(words);
    }

    /**
     * Takes a line apart.
     *
     * @throws IllegalArgumentException if a quote is not closed
     */
    static CommandLine of(String line) {
        int comment = line.indexOf('#');
        String[] parts = (comment < 0 ? line : line.substring(0, comment)).split("\"", -1);
        if (parts.length % 2 == 0) {
            throw new IllegalArgumentException("a double quote is not closed");
        }
        Stream.Builder<String> words = Stream.builder();
        for (int i = 0; i < parts.length; i++) {
            boolean isQuoted = i % 2 == 1;
            Stream.of(isQuoted ? new String[] {parts[i]} : parts[i].split(" ")).filter(word -> !word.isEmpty()).forEach(words);
        }
        return new CommandLine(words.build().toList());
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    String command() {
        return words.get(0);
    }

    List<String> arguments() {
        return words.subList(1, words.size());
    }
}
