package e7.console.command;

import e7.api.engine.Policy;
import e7.console.format.Style;
import e7.console.format.Table;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what there is to say. */
@Component(service = HelpCommand.class, property = {"osgi.command.scope=e7", "osgi.command.function=help"})
public final class HelpCommand {

    private static final String RULE_USE = "[any|PROTOCOL] [PATH] [CRITERION...] [name=TEXT] [priority=N] [for=10m|until=TIME] [log]";

    private record Topic(String name, String usage, String about, String more) {}

    private static final String EXAMPLES =
            """
              allow protocol=udp dport=53 path=/usr/bin/dig
              allow tcp /usr/bin/nc
              block user=alice dst=192.0.2.0/24
              reject any /usr/games/""";

    private static final List<Topic> TOPICS = List.of(
            new Topic("status", "[--json]", "how the firewall is", ""),
            new Topic("allow", RULE_USE, "adds a rule that lets packets pass", EXAMPLES),
            new Topic("block", RULE_USE, "adds a rule that drops packets silently", EXAMPLES),
            new Topic("reject", RULE_USE, "adds a rule that refuses packets and tells the sender", EXAMPLES),
            new Topic("clear", "[ID | name=TEXT | PROTOCOL|any [PATH] | CRITERION...]", "removes rules; all without an argument", ""),
            new Topic("rules", "[--json]", "the rules in the order in which they win", ""),
            new Topic("explain", "[--json] CRITERION...", "which rule wins for a packet, and why", "  explain protocol=udp dport=53 path=/usr/bin/dig user=alice"),
            new Topic("mode", "[enabled|disabled|block|observe]", "what the firewall does as a whole", ""),
            new Topic("enable", "", "mode enabled", ""),
            new Topic("disable", "", "mode disabled", ""),
            new Topic("set", "FLAG VALUE", "sets a flag", "  set unkrule block"),
            new Topic("get", "[--json] [FLAG]", "the flags, or one of them", ""),
            new Topic("flows", "[--json|--once] [-n COUNT] [-d SECONDS]", "the flows seen of late", ""),
            new Topic("top", "[--json|--once] [-n COUNT] [-d SECONDS]", "traffic by program", ""),
            new Topic("events", "[--json|-f] [-n COUNT]", "what happened", ""),
            new Topic("cache", "[--json] [list | stats | use KIND STRATEGY]", "the caches and their strategies", "  cache use process array-slot"),
            new Topic("plugins", "[--json]", "the parts that can be swapped", ""),
            new Topic("try", "PROGRAM [ARGUMENT...]", "runs a program under the firewall", "  try curl http://127.0.0.1/"),
            new Topic("exit", "", "ends the shell and the firewall", ""));

    private final Policy policy;

    /** For the framework. */
    @Activate
    public HelpCommand(@Reference Policy policy) {
        this.policy = policy;
    }

    /** Lists the commands, or explains one. */
    public String help(String... words) {
        Style style = Options.style();
        if (words.length == 0) {
            Table table = new Table("COMMAND", "WHAT IT DOES");
            TOPICS.forEach(topic -> table.row(topic.name, topic.about));
            return table.text(style) + "\n\nhelp COMMAND says more; TAB completes.";
        }
        String name = words[0].replaceFirst("^e7:", "");
        Topic topic = TOPICS.stream()
                .filter(candidate -> candidate.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException("no help on '" + name + "'; help lists the commands"));
        StringBuilder text = new StringBuilder(style.heading(name + " " + topic.usage)).append("\n  ").append(topic.about);
        if (!topic.more.isEmpty()) {
            text.append("\n\nexamples\n").append(topic.more);
        }
        if (topic.usage.contains("CRITERION")) {
            text.append("\n\ncriteria: NAME=VALUE, NAME!=VALUE; a list a,b,c means one of them");
            policy.criteria().forEach(line -> text.append("\n  ").append(Table.safe(line)));
        }
        if (topic.usage.contains("FLAG")) {
            text.append("\n\nflags");
            policy.flags().forEach(flag -> text.append("\n  ").append(flag.name()).append("  ").append(flag.description()));
        }
        return text.toString();
    }
}
