package e7.kernel.engine;

import e7.api.engine.Caches;
import e7.api.engine.Counters;
import e7.api.engine.Firewall;
import e7.api.engine.PluginInfo;
import e7.api.engine.Status;
import e7.api.queue.PacketSource;
import e7.api.queue.QueueRange;
import e7.api.queue.QueueStats;
import e7.api.queue.Verdict;
import e7.api.rule.RuleInfo;
import e7.kernel.cache.CacheSelection;
import e7.kernel.flag.Mode;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.JournalService;
import e7.kernel.journal.RunFigures;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.policy.PolicyService;
import e7.kernel.store.SavedRulesService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The engine as a component: it begins to guard when it is activated, and says how it goes. */
@Component(service = Firewall.class, immediate = true, configurationPid = "e7.engine")
@Designate(ocd = EngineConfig.class)
public final class Engine implements Firewall {

    private final Pipelines pipelines;
    private final PolicyService policy;
    private final JournalService journal;
    private final CacheSelection caches;
    private final ResolverSet resolvers;
    private final EventLog events;
    private final RunFigures figures;
    private final SavedRulesService savedRules;
    private final EngineConfig config;
    private final Guard guard;
    private final Ending ending;
    private final CountDownLatch started = new CountDownLatch(1);

    private volatile State state = State.STARTING;
    private volatile String reason = "";

    /** Binds the queues, starts the threads and sets the hook. What the kernel refuses is said by {@link #status}, not thrown. */
    @Activate
    public Engine(
            BundleContext context,
            @Reference PacketSource source,
            @Reference Pipelines pipelines,
            @Reference PolicyService policy,
            @Reference CacheSelection caches,
            @Reference ResolverSet resolvers,
            @Reference JournalService journal,
            @Reference EventLog events,
            @Reference RunFigures figures,
            @Reference SavedRulesService savedRules,
            EngineConfig config) {
        this.pipelines = pipelines;
        this.policy = policy;
        this.journal = journal;
        this.caches = caches;
        this.resolvers = resolvers;
        this.events = events;
        this.figures = figures;
        this.savedRules = savedRules;
        this.config = config;
        this.guard = new Guard(source, pipelines, journal, events, config, this::fail);
        this.ending = new Ending((Framework) context.getBundle(0), guard::stop);
        start();
    }

    private void start() {
        if (!savedRules.fault().isEmpty()) {
            fail(savedRules.fault());
            started.countDown();
            return;
        }
        try {
            // Before the hook is set, as a signal may come at any time.
            ending.add();
            guard.start();
            figures.begin(() -> guard.stats().waiting());
            if (state == State.STARTING) {
                state = State.GUARDING;
            }
            events.add("engine", "guarding through queues from " + config.queue() + " on, " + guard.hook());
        } catch (IOException | RuntimeException e) {
            fail(e.getMessage());
        } finally {
            started.countDown();
        }
    }

    private void fail(String why) {
        reason = why;
        state = State.FAILED;
        events.add("engine", "failed: " + why);
    }

    @Deactivate
    void deactivate() {
        guard.stop();
        ending.remove();
        if (state == State.GUARDING) {
            state = State.STOPPED;
        }
        figures.end();
    }

    @Override
    public State awaitStarted(Duration limit) throws InterruptedException {
        started.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        return state;
    }

    @Override
    public Status status() {
        List<RuleInfo> rules = policy.rules();
        return new Status(
                state,
                reason,
                pipelines.current().flags().mode().word(),
                figures.uptime(),
                guard.hook(),
                kernelDecides(),
                config.queue(),
                new QueueRange(config.queue(), config.queues()).count(),
                pipelines.current().generation(),
                (int) rules.stream().filter(rule -> !rule.builtIn()).count(),
                rules.stream()
                        .filter(RuleInfo::isSuspended)
                        .map(rule -> "rule " + rule.id() + ": " + rule.text() + ": " + rule.suspended())
                        .toList(),
                strategy("process"),
                strategy("verdict"),
                counters(),
                warnings());
    }

    private String kernelDecides() {
        return pipelines.current().flags().mode() == Mode.DISABLED
                ? "everything: in mode disabled nothing is queued, and all passes"
                : "nothing: every packet is queued and judged";
    }

    private String strategy(String kind) {
        return caches.caches().stream()
                .filter(cache -> cache.kind().equals(kind))
                .map(Caches.CacheInfo::strategy)
                .findFirst()
                .orElse("none");
    }

    private Counters counters() {
        PacketCounts counts = guard.counts();
        QueueStats stats = guard.stats();
        long lost = stats.fullDrops() < 0 ? (stats.lostMessages() > 0 ? stats.lostMessages() : -1) : stats.fullDrops() + stats.lostMessages();
        return new Counters(
                counts.received.sum(),
                counts.sum(Verdict.ACCEPT),
                counts.sum(Verdict.DROP),
                counts.sum(Verdict.REJECT),
                guard.parked(),
                counts.overLimit.sum(),
                counts.timedOut.sum(),
                counts.unknownProcess.sum(),
                counts.unknownProtocol.sum(),
                lost,
                stats.lateVerdicts());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>(pipelines.uncleanRemovals());
        warnings.addAll(guard.warnings());
        warnings.addAll(savedRules.warnings());
        warnings.addAll(journal.faults().lines());
        warnings.addAll(policy.faults().lines());
        if (journal.lost() > 0) {
            warnings.add(journal.lost() + " packets were judged but came too fast to be recorded in flows, top and events");
        }
        long forged = guard.counts().forged.sum();
        if (forged > 0) {
            warnings.add(forged + " packets bore a source address that is not this host's, which no rule allows");
        }
        if (resolvers.isEmpty()) {
            warnings.add("no resolver is present: no process can be named");
        }
        for (Caches.CacheInfo cache : caches.caches()) {
            if (cache.strategy().equals(CacheSelection.NONE)) {
                warnings.add("no strategy is present: the " + cache.kind() + " cache is off and everything is looked up anew");
            }
        }
        for (PluginInfo plugin : plugins()) {
            if (plugin.faults() > 0) {
                warnings.add("plugin " + plugin.name() + " (" + plugin.bundle() + ") had " + plugin.faults() + " faults: " + plugin.state());
            }
        }
        return warnings;
    }

    @Override
    public List<PluginInfo> plugins() {
        List<PluginInfo> plugins = new ArrayList<>(policy.pluginInfos());
        plugins.addAll(caches.pluginInfos());
        plugins.addAll(resolvers.pluginInfos());
        return plugins;
    }
}
