package e7.console.command;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The words that Gogo gives to a command. */
final class Words {

    private Words() {}

    /** All of them. Gogo makes null of a variable that is not set, and {@code clear $id} must not become {@code clear}. */
    static List<String> of(String... words) {
        if (Stream.of(words).anyMatch(Objects::isNull)) {
            throw new CommandException("a word is null, or a variable that is not set; single quotes keep a word as it is");
        }
        return List.of(words);
    }
}
