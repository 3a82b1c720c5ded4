package e7.kernel.policy;

import e7.kernel.flag.Flags;
import e7.kernel.rule.RuleTable;
import e7.kernel.rule.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What may be typed next in a statement. */
final class Completion {

    private static final Set<String> RULE_COMMANDS = Set.of("allow", "block", "reject", "ask", "clear", "explain");
    private static final List<String> PROTOCOLS = List.of("any", "tcp", "udp", "icmp");
    private static final List<String> OPTIONS = List.of("name=", "priority=", "for=", "until=", "log");

    private final RuleTable table;

    Completion(RuleTable table) {
        this.table = table;
    }

    /** The whole words that the last word of {@code statement} may become; a statement that ends with a blank begins a new word. */
    List<String> complete(String statement) {
        String[] words = (statement.endsWith(" ") ? statement + "|" : statement).strip().split("\\s+");
        String last = statement.endsWith(" ") ? "" : words[words.length - 1];
        if (words.length == 1) {
            return beginningWith(last, Statement.COMMANDS.stream());
        }
        String command = words[0].replaceFirst("^e7:", "");
        if (RULE_COMMANDS.contains(command)) {
            return completeCriterion(last, words.length == 2, command);
        }
        if (command.equals("mode") && words.length == 2) {
            return beginningWith(last, Flags.values("mode").stream());
        }
        if (command.equals("get") || (command.equals("set") && words.length == 2)) {
            return beginningWith(last, Flags.names().stream());
        }
        if (command.equals("set") && words.length == 3) {
            return beginningWith(last, Flags.values(words[1]).stream());
        }
        return List.of();
    }

    private List<String> completeCriterion(String last, boolean first, String command) {
        int equals = last.indexOf('=');
        if (equals < 0) {
            Stream<String> names = table.catalog().names().stream().map(name -> name + "=");
            Stream<String> options = command.equals("clear") || command.equals("explain") ? Stream.empty() : OPTIONS.stream();
            Stream<String> words = first ? Stream.concat(PROTOCOLS.stream(), names) : Stream.concat(names, options);
            return beginningWith(last, words);
        }
        int comma = last.lastIndexOf(',');
        int valueStart = Math.max(comma, equals) + 1;
        String name = last.substring(0, equals).replaceFirst("!$", "");
        List<String> completed = new ArrayList<>();
        for (String value : table.catalog().complete(name, last.substring(valueStart))) {
            completed.add(last.substring(0, valueStart) + value);
        }
        return completed;
    }

    private static List<String> beginningWith(String prefix, Stream<String> words) {
        return words.filter(word -> word.startsWith(prefix)).distinct().toList();
    }
}
