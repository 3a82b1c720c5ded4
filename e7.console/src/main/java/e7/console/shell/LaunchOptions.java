package e7.console.shell;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the program was asked to do.
 *
 * @param mode in which surroundings it runs
 * @param rules a rules file that is applied before anything else
 * @param commands Gogo commands that are run after it
 * @param guarded the program to run under the firewall and its arguments; empty if there is none
 */
record LaunchOptions(Mode mode, Optional<Path> rules, Optional<String> commands, List<String> guarded) {

    /** In which surroundings the firewall runs. */
    enum Mode {
        /** The network namespace it was started in, with a shell when there is a terminal. */
        FOREGROUND,
        /** A private network namespace, made by the launcher script. */
        SANDBOX,
        /** Like FOREGROUND, without a shell. */
        DAEMON
    }

    /** Copies the list. */
    LaunchOptions {
        guarded = List.copyOf(guarded);
    }

    /** Whether it ends by itself once the commands and the guarded program have run. */
    boolean endsByItself() {
        return !guarded.isEmpty() || commands.isPresent();
    }

    /**
     * Reads {@code [sandbox|daemon] [--rules FILE] [-c COMMANDS] [-- PROGRAM ARGUMENT...]}.
     *
     * @throws UsageException with one line that says what is wrong
     */
    static LaunchOptions parse(String... arguments) throws UsageException {
        Iterator<String> words = Arrays.asList(arguments).iterator();
        Mode mode = Mode.FOREGROUND;
        Optional<Path> rules = Optional.empty();
        Optional<String> commands = Optional.empty();
        List<String> guarded = List.of();
        boolean first = true;
        while (words.hasNext()) {
            String word = words.next();
            if (first && (word.equals("sandbox") || word.equals("daemon"))) {
                mode = word.equals("sandbox") ? Mode.SANDBOX : Mode.DAEMON;
            } else if (word.equals("--rules") && rules.isEmpty()) {
                rules = Optional.of(Path.of(valueOf(word, words)));
            } else if (word.equals("-c") && commands.isEmpty()) {
                commands = Optional.of(valueOf(word, words));
            } else if (word.equals("--")) {
                guarded = rest(words, arguments);
                break;
            } else {
                throw new UsageException(complaint(word));
            }
            first = false;
        }
        if (mode != Mode.SANDBOX && (commands.isPresent() || !guarded.isEmpty())) {
            throw new UsageException("-c and -- PROGRAM belong to sandbox");
        }
        return new LaunchOptions(mode, rules, commands, guarded);
    }

    private static String valueOf(String option, Iterator<String> words) throws UsageException {
        if (!words.hasNext()) {
            throw new UsageException(option + " needs " + (option.equals("-c") ? "commands" : "a file"));
        }
        return words.next();
    }

    private static List<String> rest(Iterator<String> words, String[] arguments) throws UsageException {
        int count = 0;
        while (words.hasNext()) {
            words.next();
            count++;
        }
        if (count == 0) {
            throw new UsageException("-- needs a program");
        }
        return Arrays.asList(arguments).subList(arguments.length - count, arguments.length);
    }

    private static String complaint(String word) {
        if (word.equals("--rules") || word.equals("-c")) {
            return word + " is given twice";
        }
        return word.startsWith("-") ? "unknown option: " + word : "unknown command: " + word + " (a program follows after --)";
    }
}
