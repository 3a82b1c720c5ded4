package e7.console.command;

import e7.api.engine.Policy;
import e7.console.format.Style;
import e7.console.format.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what there is to say. */
@Component(service = HelpCommand.class, property = {"osgi.command.scope=e7", "osgi.command.function=help"})
public final class HelpCommand {

    private final Policy policy;

    /** For the framework. */
    @Activate
    public HelpCommand(@Reference Policy policy) {
        this.policy = policy;
    }

    /** Lists the commands, or explains one. */
    public String help(String... words) {
        Style style = Options.style();
        if (Words.of(words).isEmpty()) {
            Table table = new Table("COMMAND", "WHAT IT DOES");
            Topic.ALL.forEach(topic -> table.row(topic.name(), topic.about()));
            return table.text(style) + "\n\nhelp COMMAND says more; TAB completes.";
        }
        String name = words[0].replaceFirst("^e7:", "");
        Topic topic = Topic.ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException("no help on '" + name + "'; help lists the commands"));
        StringBuilder text = new StringBuilder(style.heading(name + " " + topic.usage())).append("\n  ").append(topic.about());
        if (!topic.examples().isEmpty()) {
            text.append("\n\nexamples");
            topic.examples().lines().forEach(line -> text.append("\n  ").append(line));
        }
        if (topic.usage().contains("CRITERION")) {
            text.append("\n\ncriteria: NAME=VALUE, NAME!=VALUE; a list a,b,c means one of them");
            policy.criteria().forEach(line -> text.append("\n  ").append(Table.safe(line)));
        }
        if (topic.usage().contains("FLAG")) {
            text.append("\n\nflags");
            policy.flags().forEach(flag -> text.append("\n  ").append(flag.name()).append("  ").append(flag.description()));
        }
        return text.toString();
    }
}
