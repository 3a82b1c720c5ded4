package e7.foreign.eftirlitseven;

import e7.api.engine.RulesImporter.ForeignRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One file's commands, in order, as statements. */
final class CommandFile {

    /** What a rule is about, as words of criteria; {@code any} alone for everything. */
    private record Subject(List<String> words) {}

    /** A line that means nothing here. The message says why. */
    private static final class MeaninglessException extends Exception {
        private static final long serialVersionUID = 1L;

        MeaninglessException(String reason) {
            super(reason, null, false, false);
        }
    }

    /** The rules so far, each with its action. */
    private final Map<Subject, String> rules = new HashMap<>();

    private final List<ForeignRule> said = new ArrayList<>();
    private boolean ended;

    /** All lines but blank ones and comments. */
    static List<ForeignRule> read(List<String> lines) {
        CommandFile file = new CommandFile();
        for (int i = 0; i < lines.size(); i++) {
            file.take("line " + (i + 1) + ": " + lines.get(i).strip(), lines.get(i));
        }
        return file.said;
    }

    private void take(String name, String line) {
        try {
            CommandLine command = CommandLine.of(line);
            if (!command.isEmpty()) {
                List<List<String>> statements = statements(command);
                said.add(new ForeignRule(name, statements, true, forbids(statements.get(statements.size() - 1)), ""));
            }
        } catch (MeaninglessException | IllegalArgumentException e) {
            said.add(new ForeignRule(name, List.of(), true, forbids(List.of(line.strip().split(" "))), e.getMessage()));
        }
    }

    private static boolean forbids(List<String> words) {
        return words.contains("block") && !words.get(0).equals("clear");
    }

    private List<List<String>> statements(CommandLine line) throws MeaninglessException {
        if (ended) {
            throw new MeaninglessException("EftirlitSeven reads nothing behind quit");
        }
        List<String> arguments = line.arguments();
        return switch (line.command()) {
            case "allow", "block" -> arguments.isEmpty() ? mode(line.command()) : rule(line.command(), subject(arguments));
            case "clear" -> List.of(clear(arguments));
            case "set" -> List.of(set(arguments));
            case "enable" -> {
                if (!arguments.isEmpty()) {
                    throw notUnderstood(line);
                }
                yield List.of(List.of("enable"));
            }
            case "quit" -> {
                ended = true;
                throw new MeaninglessException("ends EftirlitSeven's daemon");
            }
            case "query", "get", "bye" -> throw new MeaninglessException("changes nothing");
            default -> throw notUnderstood(line);
        };
    }

    private static MeaninglessException notUnderstood(CommandLine line) {
        return new MeaninglessException("EftirlitSeven does not understand it either: " + String.join(" ", line.words()));
    }

    private static List<List<String>> mode(String command) {
        return List.of(List.of("mode", command.equals("block") ? "block" : "disabled"));
    }

    /** A rule takes the place of an older one about the same; here the stricter of both would win. */
    private List<List<String>> rule(String action, Subject subject) {
        List<List<String>> statements = new ArrayList<>();
        String before = rules.put(subject, action);
        if (before != null && !before.equals(action)) {
            statements.add(statement("clear", subject));
        }
        statements.add(statement(action, subject));
        return statements;
    }

    private static List<String> statement(String command, Subject subject) {
        List<String> statement = new ArrayList<>(List.of(command));
        statement.addAll(subject.words);
        return statement;
    }

    /** {@code PROTOCOL}, {@code PATH} or both. */
    private static Subject subject(List<String> arguments) throws MeaninglessException {
        List<String> words = new ArrayList<>();
        int at = 0;
        if (!arguments.get(0).startsWith("/")) {
            Optional<String> protocol = Constants.protocol(arguments.get(at));
            if (protocol.isEmpty()) {
                throw new MeaninglessException("there is no protocol '" + arguments.get(at) + "'");
            }
            at++;
            if (!Constants.isAny(protocol.get())) {
                words.add("protocol=" + protocol.get());
            }
        }
        if (at < arguments.size() && arguments.get(at).startsWith("/")) {
            words.add("path=" + arguments.get(at++).replace(",", ",,"));
        }
        if (at < arguments.size()) {
            throw new MeaninglessException("'" + arguments.get(at) + "' has no meaning there");
        }
        return new Subject(words.isEmpty() ? List.of("any") : words);
    }

    private List<String> clear(List<String> arguments) throws MeaninglessException {
        if (arguments.isEmpty()) {
            rules.clear();
            return List.of("clear");
        }
        if (arguments.size() == 1 && Constants.isAction(arguments.get(0))) {
            String action = Constants.value(arguments.get(0));
            rules.values().removeIf(action::equals);
            return List.of("clear", action);
        }
        Subject subject = subject(arguments);
        rules.remove(subject);
        return statement("clear", subject);
    }

    private static List<String> set(List<String> arguments) throws MeaninglessException {
        if (arguments.size() != 2) {
            throw new MeaninglessException("set takes a flag and a value");
        }
        return List.of("set", arguments.get(0), Constants.value(arguments.get(1)));
    }
}
