package e7.kernel.policy;

import e7.api.engine.Explanation;
import e7.api.engine.FlagInfo;
import e7.api.engine.PluginInfo;
import e7.api.engine.Policy;
import e7.api.engine.PolicyException;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleInfo;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.flag.Flags;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.RunFigures;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.pipeline.PluginReference;
import e7.kernel.rule.RuleTable;
import e7.kernel.rule.Statement;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The rules and flags, and the plugins that give the rules their criteria.
 *
 * <p>Each change makes a new {@link RuleTable}, compiles it and publishes it with the pipeline; {@code this} is the lock of those who
 * change. When a provider goes, the pipeline without it is published and the grace period awaited before unbind returns, so that the
 * plugin's own deactivation comes after the last packet that asked it.
 *
 * <p>Immediate, since the rules live here: a delayed component is given up when nobody holds its service, as while the packet source is
 * being replaced, and its rules with it.
 */
@Component(service = {Policy.class, PolicyService.class}, immediate = true)
public final class PolicyService implements Policy {

    /** How long packets wait for a plugin that may be being replaced. */
    private static final Duration HOLD = Duration.ofSeconds(1);

    /** The timer stands still while the machine sleeps and knows nothing of a clock that is set, so it looks this often at least. */
    private static final Duration LOOK_AT_CLOCK = Duration.ofSeconds(10);

    private final Pipelines pipelines;
    private final EventLog events;
    private final RunFigures figures;
    private final Clock clock;
    private final List<CriterionPlugin> plugins = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer;

    private RuleTable table;
    private Flags flags;
    private Future<?> expiry;
    private long holdUntil = System.nanoTime();

    /** For the framework. */
    @Activate
    public PolicyService(@Reference Pipelines pipelines, @Reference EventLog events, @Reference RunFigures figures) {
        this(pipelines, events, figures, Clock.systemDefaultZone());
    }

    PolicyService(Pipelines pipelines, EventLog events, RunFigures figures, Clock clock) {
        this.figures = figures;
        this.pipelines = pipelines;
        this.events = events;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "e7-policy");
            thread.setDaemon(true);
            return thread;
        });
        this.flags = pipelines.current().flags();
        this.table = RuleTable.initial(new PluginCatalog(plugins), clock);
        publishUnopposed();
    }

    @Deactivate
    void deactivate() {
        timer.shutdownNow();
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE, unbind = "unbindProvider")
    void bindProvider(CriterionProvider provider, ServiceReference<CriterionProvider> reference) {
        CriterionPlugin plugin = new CriterionPlugin(
                provider, PluginReference.of(reference, CriterionProvider.CRITERION), this::takeOutSoon);
        synchronized (this) {
            plugins.add(plugin);
            table = table.with(new PluginCatalog(plugins));
            publishUnopposed();
        }
        events.add("plugin", "criteria " + plugin.reference().name() + " came");
    }

    void unbindProvider(CriterionProvider provider) {
        CriterionPlugin gone;
        synchronized (this) {
            gone = plugins.stream().filter(plugin -> plugin.provider() == provider).findFirst().orElse(null);
            if (gone == null) {
                return;
            }
            plugins.remove(gone);
            holdUntil = System.nanoTime() + HOLD.toNanos();
            table = table.with(new PluginCatalog(plugins));
            publishUnopposed();
        }
        String names = gone.reference().name();
        pipelines.awaitGrace("criteria " + names);
        events.add("plugin", "criteria " + names + " went");
    }

    /** Called by threads that judge, also when this component has ended already. */
    private void takeOutSoon(CriterionPlugin plugin) {
        if (!timer.isShutdown()) {
            timer.execute(() -> takeOut(plugin));
        }
    }

    private synchronized void takeOut(CriterionPlugin plugin) {
        table = table.with(new PluginCatalog(plugins));
        publishUnopposed();
        events.add("plugin", "taken out: " + plugin.info().name());
    }

    @Override
    public List<String> apply(List<String> statements) throws PolicyException {
        List<String> messages = new ArrayList<>();
        synchronized (this) {
            PolicyDraft draft = new PolicyDraft(table, flags);
            for (int i = 0; i < statements.size(); i++) {
                messages.add(apply(statements.get(i), i, draft));
            }
            publish(draft, statements.size() - 1);
        }
        if (pipelines.current().flags().rchngq()) {
            messages.stream().filter(message -> !message.isEmpty()).forEach(message -> events.add("rule", message));
        }
        return messages;
    }

    private static String apply(String statement, int index, PolicyDraft draft) throws PolicyException {
        try {
            return draft.apply(Statement.parse(statement));
        } catch (RuleSyntaxException e) {
            throw new PolicyException(index, e.getMessage());
        }
    }

    private void publish(PolicyDraft draft, int lastIndex) throws PolicyException {
        try {
            pipelines.publishPolicy(draft.table().compile(draft.flags().defaults()), draft.flags(), holdUntil);
        } catch (IOException e) {
            throw new PolicyException(lastIndex, e.getMessage());
        }
        table = draft.table();
        flags = draft.flags();
        scheduleExpiry();
    }

    /** Publishes what is none of the hook's business, so nobody can refuse it. */
    private void publishUnopposed() {
        try {
            pipelines.publishPolicy(table.compile(flags.defaults()), flags, holdUntil);
        } catch (IOException e) {
            throw new IllegalStateException("rules refused: " + e.getMessage(), e);
        }
    }

    private void scheduleExpiry() {
        if (expiry != null) {
            expiry.cancel(false);
        }
        expiry = table.nextExpiry()
                .map(at -> timer.schedule(this::expire, delay(at).toMillis() + 1, TimeUnit.MILLISECONDS))
                .orElse(null);
    }

    private Duration delay(Instant at) {
        Duration left = Duration.between(clock.instant(), at);
        return left.compareTo(LOOK_AT_CLOCK) < 0 ? left : LOOK_AT_CLOCK;
    }

    private synchronized void expire() {
        RuleTable left = table.withoutExpired();
        if (left != table) {
            events.add("rule", (table.infos().size() - left.infos().size()) + " rule(s) ended with their time");
            table = left;
            publishUnopposed();
        }
        scheduleExpiry();
    }

    @Override
    public synchronized List<RuleInfo> rules() {
        return table.infos();
    }

    @Override
    public synchronized List<FlagInfo> flags() {
        List<FlagInfo> infos = new ArrayList<>(flags.infos());
        infos.add(new FlagInfo("uptime", Long.toString(figures.uptime().toSeconds()), List.of(), true, "seconds since E7 began to guard"));
        infos.add(new FlagInfo("qpackets", Long.toString(figures.queuedPackets()), List.of(), true, "packets that the kernel holds now; -1 if it does not tell"));
        return infos;
    }

    @Override
    public synchronized Explanation explain(String question) throws RuleSyntaxException {
        try {
            return table.explain(question, flags.defaults());
        } catch (PluginFault fault) {
            throw new RuleSyntaxException("a plugin failed on this packet, so the flag fail decides: fail=" + flags.fail().word());
        }
    }

    @Override
    public List<String> complete(String statementSoFar) {
        return new Completion(snapshotTable()).complete(statementSoFar);
    }

    @Override
    public List<String> criteria() {
        RuleTable snapshot = snapshotTable();
        return snapshot.catalog().names().stream().map(name -> name + "  " + snapshot.catalog().describe(name)).toList();
    }

    private synchronized RuleTable snapshotTable() {
        return table;
    }

    /** The providers that are present, for {@code plugins}. */
    public List<PluginInfo> pluginInfos() {
        return plugins.stream().map(CriterionPlugin::info).toList();
    }
}
