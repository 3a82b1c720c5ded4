package e7.console.command;

import e7.api.engine.Explanation;
import e7.api.engine.FlagInfo;
import e7.api.engine.Journal;
import e7.api.engine.Policy;
import e7.api.engine.PolicyException;
import e7.api.packet.Packet;
import e7.api.rule.RuleSyntaxException;
import e7.console.format.Style;
import e7.console.format.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands about rules and flags. Those that change something say one line of what they did. */
@Component(
        service = PolicyCommands.class,
        property = {
            "osgi.command.scope=e7",
            "osgi.command.function=allow",
            "osgi.command.function=block",
            "osgi.command.function=reject",
            "osgi.command.function=ask",
            "osgi.command.function=clear",
            "osgi.command.function=set",
            "osgi.command.function=mode",
            "osgi.command.function=enable",
            "osgi.command.function=disable",
            "osgi.command.function=get",
            "osgi.command.function=change",
            "osgi.command.function=explain"
        })
public final class PolicyCommands {

    /** The session's variable that holds the {@link Change} whose commands are being run. */
    private static final String CHANGE = "e7.change";

    private final Policy policy;
    private final Journal journal;

    /** What the commands of a change have said so far; Gogo may run each on a thread of its own. */
    private record Change(List<String> statements) {}

    /** For the framework. */
    @Activate
    public PolicyCommands(@Reference Policy policy, @Reference Journal journal) {
        this.policy = policy;
        this.journal = journal;
    }

    /** Adds a rule that lets packets pass. */
    public String allow(String... words) {
        return apply("allow", words);
    }

    /** Adds a rule that drops packets. */
    public String block(String... words) {
        return apply("block", words);
    }

    /** Adds a rule that refuses packets. */
    public String reject(String... words) {
        return apply("reject", words);
    }

    /** Adds a rule that asks. */
    public String ask(String... words) {
        return apply("ask", words);
    }

    /**
     * Removes rules. Without a word it removes all, as EftirlitSeven's files want it; from a terminal that would be too easily typed, and so
     * {@code clear all} has to be.
     */
    public String clear(String... words) {
        if (words.length == 0 && !Sessions.isScript()) {
            throw new CommandException("clear removes rules: clear 3, clear name=TEXT, clear tcp /usr/bin/nc, or clear all; Ctrl-L clears the screen");
        }
        return apply("clear", words);
    }

    /** Sets a flag. */
    public String set(String... words) {
        return apply("set", words);
    }

    /** Says or sets the mode. */
    public String mode(String... words) {
        if (words.length == 0) {
            return get("mode");
        }
        return Words.of(words).equals(List.of("--json")) ? get("mode", "--json") : apply("mode", words);
    }

    /** Sets mode enabled. */
    public String enable(String... words) {
        return apply("enable", words);
    }

    /** Sets mode disabled. */
    public String disable(String... words) {
        return apply("disable", words);
    }

    private String apply(String command, String... words) {
        String statement = Statements.join(command, words);
        // A parameter for the session would let Gogo make "clear" of "clear $unset".
        Job job = Job.Utils.current();
        if (job != null && job.session().get(CHANGE) instanceof Change change) {
            change.statements.add(statement);
            return "";
        }
        return String.join("", apply(List.of(statement)));
    }

    private List<String> apply(List<String> statements) {
        try {
            return policy.apply(statements);
        } catch (PolicyException e) {
            String where = statements.size() == 1 ? "" : statements.get(e.index()) + ": ";
            throw new CommandException(where + e.getMessage());
        }
    }

    /** Runs commands, and makes one change of all that they would have changed, or none if one of them fails. */
    public String change(CommandSession session, Function commands) throws Exception {
        if (session.get(CHANGE) != null) {
            throw new CommandException("a change cannot stand inside another");
        }
        Change change = new Change(Collections.synchronizedList(new ArrayList<>()));
        session.put(CHANGE, change);
        try {
            commands.execute(session, List.of());
        } finally {
            session.put(CHANGE, null);
        }
        return apply(List.copyOf(change.statements)).stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    /** Lists the flags, or says one. */
    public String get(String... words) {
        Options options = new Options("get", words);
        List<FlagInfo> flags = policy.flags();
        if (options.rest().isEmpty()) {
            return options.render(flags, style -> flagTable(flags).text(style));
        }
        String name = options.rest().remove(0);
        options.end();
        FlagInfo flag = flags.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        "no flag '" + name + "'; there are " + String.join(", ", flags.stream().map(FlagInfo::name).toList())));
        return options.render(flag, style -> flag.name() + " is " + flag.value() + (flag.readOnly() ? " (" + flag.description() + ")" : ""));
    }

    private static Table flagTable(List<FlagInfo> flags) {
        Table table = new Table("FLAG", "VALUE", "MAY BE", "ABOUT");
        flags.forEach(flag -> table.row(
                flag.name(), flag.value(), flag.readOnly() ? "read only" : String.join("|", flag.values()), flag.description()));
        return table;
    }

    /** Says which rule would win for a packet, and why. */
    public String explain(String... words) {
        Options options = new Options("explain", words);
        boolean seen = options.rest().size() == 2 && options.rest().get(0).equals("flow");
        try {
            Explanation explanation = seen
                    ? policy.explain(packet(options.rest().get(1)))
                    : policy.explain(Statements.join(options.rest()));
            return options.render(explanation, style -> text(explanation, style));
        } catch (RuleSyntaxException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private Packet packet(String flow) {
        if (!flow.matches("[0-9]{1,18}")) {
            throw new CommandException("explain flow takes the number of a flow, which flows shows, not '" + flow + "'");
        }
        return journal.packet(Long.parseLong(flow))
                .orElseThrow(() -> new CommandException("no flow " + flow + " is kept; flows lists those that are"));
    }

    private static String text(Explanation explanation, Style style) {
        Table table = new Table("RULE", "OUTCOME", "WHY", "TEXT");
        explanation.candidates().forEach(rule -> table.row(rule.id(), rule.outcome(), rule.why(), rule.text()));
        String verdict = style.verdict(explanation.action().word()) + ": " + explanation.reason();
        return table.isEmpty() ? verdict : verdict + "\n" + table.text(style);
    }
}
