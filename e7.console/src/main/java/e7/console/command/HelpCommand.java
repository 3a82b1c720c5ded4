package e7.console.command;

import e7.api.engine.Policy;
import e7.console.format.Glossary;
import e7.console.format.Style;
import e7.console.format.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what there is to say. */
@Component(service = HelpCommand.class, property = {"osgi.command.scope=e7", "osgi.command.function=help"})
public final class HelpCommand {

    /** So wide is every terminal. */
    private static final int COLUMNS = 79;

    private static final String OTHERS = """
            of the shell: grep, head, tail, less, sort, wc, each, watch, history, source FILE and others
            of the framework: lb lists the bundles; start, stop, update, uninstall ID; install URL""";

    private static final Glossary OPTIONS = new Glossary()
            .add("name=TEXT", "a name, which is shown and by which clear finds the rule")
            .add("priority=N", "a whole number, 0 if it is not said; the higher one wins before all else")
            .add("for=10m", "the rule ends after so many s, m, h or d")
            .add("until=TIME", "it ends at a time such as 17:30 or 2030-01-31T17:30, or with this run: until=restart")
            .add("log", "an event for every packet that the rule decides");

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
            return table.text(style) + "\n\n" + OTHERS + "\nhelp COMMAND says more; TAB completes.";
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
        if (topic.usage().contains("priority=")) {
            append(text, "options", OPTIONS);
        }
        if (topic.usage().contains("CRITERION")) {
            Glossary criteria = new Glossary();
            for (String line : policy.criteria()) {
                String[] parts = line.split(" +", 2);
                criteria.add(parts[0], parts.length < 2 ? "" : parts[1]);
            }
            append(text, "criteria: NAME=VALUE, NAME!=VALUE; a list a,b,c means one of them, and a,,b is the one value a,b", criteria);
        }
        if (topic.usage().contains("FLAG")) {
            Glossary flags = new Glossary();
            policy.flags().forEach(flag -> flags.add(flag.name(), flag.description()));
            append(text, "flags", flags);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String heading, Glossary glossary) {
        text.append("\n\n").append(heading);
        glossary.lines(COLUMNS).forEach(line -> text.append('\n').append(line));
    }
}
