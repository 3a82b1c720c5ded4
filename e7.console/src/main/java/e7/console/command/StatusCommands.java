package e7.console.command;

import e7.api.cache.CacheStats;
import e7.api.engine.Caches;
import e7.api.engine.Caches.CacheInfo;
import e7.api.engine.Counters;
import e7.api.engine.Firewall;
import e7.api.engine.PluginInfo;
import e7.api.engine.Status;
import e7.console.format.Moment;
import e7.console.format.Style;
import e7.console.format.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands about the engine and its parts. */
@Component(
        service = StatusCommands.class,
        property = {
            "osgi.command.scope=e7",
            "osgi.command.function=status",
            "osgi.command.function=plugins",
            "osgi.command.function=cache"
        })
public final class StatusCommands {

    private final Firewall firewall;
    private final Caches caches;

    /** For the framework. */
    @Activate
    public StatusCommands(@Reference Firewall firewall, @Reference Caches caches) {
        this.firewall = firewall;
        this.caches = caches;
    }

    /** Says how the firewall is. */
    public String status(String... words) {
        Options options = new Options("status", words);
        options.end();
        Status status = firewall.status();
        return options.render(status, style -> String.join("\n", lines(status, style)));
    }

    private static List<String> lines(Status status, Style style) {
        Counters counters = status.counters();
        List<String> lines = new ArrayList<>();
        String state = status.state().name().toLowerCase(Locale.ROOT);
        boolean guarding = status.state() == Firewall.State.GUARDING;
        lines.add(line("state", guarding ? style.good(state) : style.alarm(state + " " + status.reason())));
        lines.add(line("mode", status.mode().equals("enabled") ? status.mode() : style.warning(status.mode())));
        lines.add(line("up", text(status.uptime())));
        lines.add(line("hook", "output, " + status.queueNumbers() + ", by " + status.hook()));
        lines.add(line("kernel decides", status.kernelDecides()));
        String suspended = status.suspended().isEmpty() ? "" : ", " + style.alarm(status.suspended().size() + " SUSPENDED");
        lines.add(line("rules", status.rules() + suspended + ", generation " + status.generation()));
        lines.add(line("caches", "process " + status.processCache() + ", verdict " + status.verdictCache()));
        lines.add(line("packets", counters.received() + " received: " + counters.accepted() + " accepted, " + counters.dropped() + " dropped, "
                + counters.rejected() + " rejected, " + counters.parked() + " waiting"));
        lines.add(line("unknown", counters.unknownProcess() + " process, " + counters.unknownProtocol() + " protocol"));
        lines.add(line("trouble", counters.overLimit() + " over the limit, " + counters.timedOut() + " out of time, "
                + (counters.kernelLost() < 0 ? "kernel does not tell its losses" : counters.kernelLost() + " lost by the kernel") + ", "
                + counters.lateVerdicts() + " verdicts too late"));
        status.suspended().forEach(rule -> lines.add(style.alarm("SUSPENDED " + Table.safe(rule))));
        status.warnings().forEach(warning -> lines.add(style.warning("warning: " + Table.safe(warning))));
        return lines;
    }

    private static String line(String name, String value) {
        return String.format("%-15s %s", name, value);
    }

    private static String text(Duration time) {
        return time.toDays() > 0
                ? String.format("%d d %02d:%02d:%02d", time.toDays(), time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart())
                : String.format("%02d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    /** Lists the plugins that take part. */
    public String plugins(String... words) {
        Options options = new Options("plugins", words);
        options.end();
        List<PluginInfo> plugins = firewall.plugins();
        return options.render(plugins, style -> {
            Table table = new Table("KIND", "NAME", "RANKING", "FAULTS", "STATE", "BUNDLE");
            plugins.forEach(p -> table.row(p.kind(), p.name(), p.ranking(), p.faults(), p.state(), p.bundle()));
            return table.text(style);
        });
    }

    /** Lists the caches, switches one, or shows their figures. */
    public String cache(String... words) {
        Options options = new Options("cache", words);
        String what = options.rest().isEmpty() ? "list" : options.rest().remove(0);
        return switch (what) {
            case "list" -> list(options);
            case "stats" -> stats(options);
            case "use" -> use(options.rest());
            default -> throw new CommandException("cache takes list, stats or use KIND STRATEGY, not '" + what + "'");
        };
    }

    private String list(Options options) {
        options.end();
        List<CacheInfo> infos = caches.caches();
        return options.render(infos, style -> {
            Table table = new Table("KIND", "STRATEGY", "ENTRIES", "CAPACITY", "STRATEGIES PRESENT");
            String present = String.join(", ", caches.strategies());
            infos.forEach(c -> table.row(c.kind(), strategy(c), c.stats().entries(), c.stats().capacity(), present));
            return table.text(style);
        });
    }

    /** What was chosen is the empty string where nobody chose. */
    private static String strategy(CacheInfo cache) {
        boolean absent = !cache.wanted().isEmpty() && !cache.wanted().equals(cache.strategy());
        return absent ? cache.strategy() + ", as " + cache.wanted() + " is absent" : cache.strategy();
    }

    private String stats(Options options) {
        options.end();
        List<CacheInfo> infos = caches.caches();
        return options.render(infos, style -> {
            Table table = new Table(
                    "KIND", "STRATEGY", "HITS", "MISSES", "EVICTIONS", "COLLISIONS", "ENTRIES", "CAPACITY", "PROBES", "QUEUED", "LAST SWAP");
            for (CacheInfo info : infos) {
                CacheStats s = info.stats();
                table.row(info.kind(), info.strategy(), s.hits(), s.misses(), s.evictions(), s.collisions(), s.entries(), s.capacity(),
                        String.format(Locale.ROOT, "%.2f", s.meanProbeLength()), s.queued(), Moment.local(info.lastSwap(), Clock.systemDefaultZone()));
            }
            return table.text(style);
        });
    }

    private String use(List<String> words) {
        if (words.size() != 2) {
            throw new CommandException("cache use takes a kind (" + String.join(", ", caches.kinds()) + ") and a strategy ("
                    + String.join(", ", caches.strategies()) + ")");
        }
        try {
            caches.use(words.get(0), words.get(1));
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage());
        }
        return "the " + words.get(0) + " cache uses " + words.get(1);
    }
}
