package e7.console.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts words that the shell has taken apart together again, as {@code Policy} reads them. */
final class Statements {

    private Statements() {}

    /** One statement: the command and its words, quoted where they have to be. */
    static String join(String command, String... words) {
        return Stream.concat(Stream.of(command), Words.of(words).stream().map(Statements::quote)).collect(Collectors.joining(" "));
    }

    /** The words alone. */
    static String join(List<String> words) {
        return words.stream().map(Statements::quote).collect(Collectors.joining(" "));
    }

    private static String quote(String word) {
        boolean plain = !word.isEmpty() && word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\\' || c == '#');
        return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
