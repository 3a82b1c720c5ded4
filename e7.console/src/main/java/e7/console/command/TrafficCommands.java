package e7.console.command;

import e7.api.engine.Journal;
import e7.api.engine.Journal.Event;
import e7.api.engine.Journal.Flow;
import e7.api.engine.Journal.Traffic;
import e7.console.format.Moment;
import e7.console.format.Style;
import e7.console.format.Table;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands about what packets did. */
@Component(
        service = TrafficCommands.class,
        property = {
            "osgi.command.scope=e7",
            "osgi.command.function=flows",
            "osgi.command.function=top",
            "osgi.command.function=events"
        })
public final class TrafficCommands {

    private static final Clock CLOCK = Clock.systemDefaultZone();

    /**
     * Rows of a table unless told otherwise. A table is made in memory, each of its rows as wide as the widest, and what is in them is partly
     * others' choice.
     */
    private static final int ROWS = 500;

    private final Journal journal;

    /** For the framework. */
    @Activate
    public TrafficCommands(@Reference Journal journal) {
        this.journal = journal;
    }

    /** Shows the flows seen of late; on a terminal until q is typed. */
    public String flows(CommandSession session, String... words) throws Exception {
        Options options = new Options("flows", words);
        return show(session, options, journal::flows, TrafficCommands::flowTable);
    }

    /** Shows traffic by program; on a terminal until q is typed. */
    public String top(CommandSession session, String... words) throws Exception {
        Options options = new Options("top", words);
        return show(session, options, journal::top, TrafficCommands::trafficTable);
    }

    private static <T> String show(
            CommandSession session,
            Options options,
            Supplier<List<T>> source,
            Function<List<T>, Table> table)
            throws Exception {
        Optional<Integer> wanted = options.takeNumber("-n");
        int most = wanted.orElse(options.isJson() ? Integer.MAX_VALUE : ROWS);
        int seconds = options.takeNumber("-d").orElse(1);
        boolean once = options.take("--once");
        options.end();
        LiveView view = LiveView.on(session);
        if (options.isJson() || once || !Options.isTerminal() || view == null) {
            List<T> all = source.get();
            List<T> values = all.subList(0, Math.min(all.size(), most));
            String rest = wanted.isPresent() || all.size() <= most ? "" : "\n... " + (all.size() - most) + " more; -n takes another number";
            return options.render(values, style -> table.apply(values).text(style) + rest);
        }
        Style style = Options.style();
        view.run(seconds, columns -> table.apply(source.get().stream().limit(most).toList()).lines(style, columns));
        return null;
    }

    private static Table flowTable(List<Flow> flows) {
        // On a narrow terminal the last columns are left out.
        Table table = new Table("FLOW", "VERDICT", "PROGRAM", "PROTO", "FROM", "TO", "BY", "PACKETS", "BYTES", "IDLE s", "BEGUN", "PID", "UID");
        for (Flow flow : flows) {
            table.row(flow.number(), flow.verdict(), flow.process(), flow.protocol(), flow.source(), flow.destination(), flow.decidedBy(), flow.packets(),
                    flow.bytes(), flow.idleMillis() / 1000, flow.direction(), number(flow.pid()), number(flow.uid()));
        }
        return table;
    }

    private static Table trafficTable(List<Traffic> programs) {
        Table table = new Table("PACKETS", "BYTES", "ACCEPTED", "REFUSED", "WOULD REFUSE", "PROGRAM");
        programs.forEach(p -> table.row(p.packets(), p.bytes(), p.accepted(), p.refused(), p.wouldRefuse(), p.process()));
        return table;
    }

    private static String number(long value) {
        return value < 0 ? "-" : Long.toString(value);
    }

    /** Lists the events that are kept; with -f, says new ones as they come until q is typed. */
    public String events(CommandSession session, String... words) throws Exception {
        Options options = new Options("events", words);
        boolean follow = options.take("-f");
        int most = options.takeNumber("-n").orElse(Integer.MAX_VALUE);
        options.end();
        if (follow && options.isJson()) {
            throw new CommandException("events takes -f or --json, not both");
        }
        List<Event> events = journal.events(-1);
        List<Event> latest = events.subList(Math.max(0, events.size() - most), events.size());
        if (!follow) {
            return options.render(latest, style -> eventTable(latest).text(style));
        }
        LiveView view = LiveView.on(session);
        // Gogo's own readers of a pipe wait for its end before they show anything.
        if (view == null || !Options.isTerminal()) {
            throw new CommandException("events -f needs a terminal");
        }
        long[] last = {latest.isEmpty() ? -1 : latest.get(0).number() - 1};
        view.follow(() -> {
            List<Event> news = journal.events(last[0]);
            last[0] = news.isEmpty() ? last[0] : news.get(news.size() - 1).number();
            return news.stream().map(event -> Moment.local(event.time(), CLOCK) + "  " + event.kind() + "  " + Table.safe(event.text())).toList();
        });
        return null;
    }

    private static Table eventTable(List<Event> events) {
        Table table = new Table("TIME", "KIND", "EVENT");
        events.forEach(event -> table.row(Moment.local(event.time(), CLOCK), event.kind(), event.text()));
        return table;
    }
}
