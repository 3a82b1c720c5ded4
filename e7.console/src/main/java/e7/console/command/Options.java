package e7.console.command;

import e7.console.format.Json;
import e7.console.format.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.felix.service.command.Process;

/** The words behind a command: options are taken out one by one, and what is left must be wanted. */
final class Options {

    private final String command;
    private final List<String> words;
    private final boolean json;

    Options(String command, String... words) {
        this.command = command;
        this.words = new ArrayList<>(Words.of(words));
        this.json = take("--json");
    }

    /** Whether the word is there; takes it out. */
    boolean take(String option) {
        return words.remove(option);
    }

    /** The positive number behind an option, which is taken out with it. */
    Optional<Integer> takeNumber(String option) {
        int index = words.indexOf(option);
        if (index < 0) {
            return Optional.empty();
        }
        words.remove(index);
        if (index == words.size()) {
            throw new CommandException(command + ": " + option + " takes a number from 1 on");
        }
        String value = words.remove(index);
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new CommandException(command + ": " + option + " takes a number from 1 on, not '" + value + "'");
        }
        return Optional.of(Integer.valueOf(value));
    }

    /**
     * The word behind an option that is there; takes both out.
     *
     * @param what it is, for the message if there is none
     */
    String takeWord(String option, String what) {
        int index = words.indexOf(option);
        words.remove(index);
        if (index == words.size()) {
            throw new CommandException(command + ": " + option + " takes " + what);
        }
        return words.remove(index);
    }

    /** The words that are left. */
    List<String> rest() {
        return words;
    }

    /** Refuses words that are left. */
    void end() {
        if (!words.isEmpty()) {
            throw new CommandException(command + " does not take '" + String.join(" ", words) + "'; see help " + command);
        }
    }

    boolean isJson() {
        return json;
    }

    /** The value as JSON if that was asked for, otherwise as {@code text} gives it. */
    <T> String render(T value, Function<Style, String> text) {
        return json ? Json.of(value) : text.apply(style());
    }

    /** Colours where people see them. */
    static Style style() {
        return Style.on(isTerminal(), System.getenv());
    }

    /** Whether this command's output goes to the terminal that we were started from; the launcher says whether there is one. */
    static boolean isTerminal() {
        Process process = Process.Utils.current();
        return Boolean.getBoolean("e7.terminal") && process != null && process.isTty(1);
    }
}
