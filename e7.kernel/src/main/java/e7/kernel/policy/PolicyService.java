package e7.kernel.policy;

import e7.api.engine.Explanation;
import e7.api.engine.FlagInfo;
import e7.api.engine.PluginInfo;
import e7.api.engine.Policy;
import e7.api.engine.PolicyException;
import e7.api.engine.RuleFinding;
import e7.api.packet.Packet;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleInfo;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.flag.Flags;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.Faults;
import e7.kernel.journal.RunFigures;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.pipeline.PluginReference;
import e7.kernel.rule.RuleSet;
import e7.kernel.rule.RuleTable;
import e7.kernel.rule.Statement;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
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
    private static final Duration LOOK_AT_CLOCK = Duration.ofSeconds(1);

    /** Changes of answers that come faster are taken together: a plugin that knows no end of them must not keep everything else from being done. */
    private static final Duration TOGETHER = Duration.ofMillis(10);

    private final Pipelines pipelines;
    private final EventLog events;
    private final RunFigures figures;
    private final Clock clock;
    private final List<CriterionPlugin> plugins = new CopyOnWriteArrayList<>();
    private final Faults faults;
    private final PolicyTimer timer;
    private final AtomicBoolean renewal = new AtomicBoolean();

    private RuleTable table;
    private Flags flags;
    private PolicyText text = PolicyText.EMPTY;
    private PolicyKeeper keeper = PolicyKeeper.NONE;
    private Future<?> nextLook;
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
        this.faults = new Faults(events);
        this.timer = new PolicyTimer(faults);
        this.flags = pipelines.current().flags();
        this.table = RuleTable.initial(new PluginCatalog(plugins), clock);
        publishUnopposed();
    }

    @Deactivate
    void deactivate() {
        timer.stop();
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE, unbind = "unbindProvider")
    void bindProvider(CriterionProvider provider, ServiceReference<CriterionProvider> reference) {
        CriterionPlugin plugin = new CriterionPlugin(
                provider, PluginReference.of(reference, CriterionProvider.CRITERION), this::takeOutSoon);
        plugin.onChange(() -> renewSoon(plugin));
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
            table = table.with(new PluginCatalog(plugins));
            RuleSet without = table.compile(flags.defaults());
            // From here on and not from before: with many rules, to compile them takes a good part of the time.
            holdUntil = System.nanoTime() + HOLD.toNanos();
            publishUnopposed(without);
        }
        String names = gone.reference().name();
        pipelines.awaitGrace("criteria " + names);
        events.add("plugin", "criteria " + names + " went");
    }

    /** Called by threads that judge, also when this component has ended already. */
    private void takeOutSoon(CriterionPlugin plugin) {
        timer.in(0, "taking a plugin out", () -> takeOut(plugin));
    }

    /** Called by plugins, which may hold locks of their own. */
    private void renewSoon(CriterionPlugin plugin) {
        if (plugins.contains(plugin) && renewal.compareAndSet(false, true)) {
            timer.in(TOGETHER.toMillis(), "taking a plugin's other answers over", this::renew);
        }
    }

    /** Makes a new generation of the same rules, so that no verdict stands that was made of older answers. */
    private synchronized void renew() {
        // First: what changes from here on is not in the new generation.
        renewal.set(false);
        publishUnopposed(pipelines.current().rules().renewed());
    }

    private synchronized void takeOut(CriterionPlugin plugin) {
        table = table.with(new PluginCatalog(plugins));
        publishUnopposed();
        events.add("plugin", plugin.record() + ": " + plugin.info().state());
    }

    @Override
    public List<String> apply(List<String> statements) throws PolicyException {
        List<String> messages = new ArrayList<>();
        synchronized (this) {
            takeEdits();
            PolicyDraft draft = new PolicyDraft(table, flags, false);
            PolicyText.read(statements, draft, effect -> messages.add(effect.message()));
            publish(draft, text, statements.size() - 1);
        }
        if (pipelines.current().flags().rchngq()) {
            messages.stream().filter(message -> !message.isEmpty()).forEach(message -> events.add("rule", message));
        }
        return messages;
    }

    @Override
    public synchronized List<String> check(List<String> statements) {
        PolicyDraft draft = new PolicyDraft(table, flags, false);
        List<String> faults = new ArrayList<>();
        for (String statement : statements) {
            try {
                draft.apply(Statement.parse(statement));
                faults.add("");
            } catch (RuleSyntaxException e) {
                faults.add(e.getMessage());
            }
        }
        return faults;
    }

    /**
     * Puts a whole policy in the place of the present one, as one change, or changes nothing. What is not said is as in the beginning; rules
     * of this run alone stay.
     *
     * @param restoring whether it comes from an earlier run: then plugins may be missing, which suspends their rules
     */
    public synchronized void replace(List<String> statements, boolean restoring) throws PolicyException {
        PolicyDraft draft = new PolicyDraft(table.renewed(), Flags.initial(), restoring);
        PolicyText read = PolicyText.read(statements, draft, effect -> {});
        draft.settle();
        publish(draft, read, statements.size() - 1);
    }

    /** From here on the policy is kept by {@code newKeeper}. */
    public synchronized void keepBy(PolicyKeeper newKeeper) {
        keeper = newKeeper;
        keep();
    }

    /** Ends {@link #keepBy}. */
    public synchronized void stopKeepingBy(PolicyKeeper oldKeeper) {
        keeper = keeper == oldKeeper ? PolicyKeeper.NONE : keeper;
    }

    /** Takes over what others have written where the policy is kept. What is wrong there changes nothing. */
    public synchronized void takeEdits() throws PolicyException {
        Optional<List<String>> edited = keeper.edited();
        if (edited.isPresent()) {
            try {
                replace(edited.get(), false);
                events.add("rule", "the rules that were edited by hand are in force");
            } catch (PolicyException e) {
                throw keeper.refuse(e);
            }
        }
    }

    /** The policy as the lines of a rules file. */
    public synchronized List<String> text() {
        return text.following(table, flags).lines();
    }

    private void publish(PolicyDraft draft, PolicyText written, int lastIndex) throws PolicyException {
        PolicyText next = written.following(draft.table(), draft.flags());
        PolicyKeeper.Save save;
        try {
            save = keeper.prepare(next.lines());
        } catch (IOException e) {
            throw new PolicyException(lastIndex, e.getMessage() + "; nothing was changed");
        }
        try {
            pipelines.publishPolicy(draft.table().compile(draft.flags().defaults()), draft.flags(), holdUntil);
        } catch (IOException e) {
            save.discard();
            throw new PolicyException(lastIndex, e.getMessage());
        }
        save.commit();
        table = draft.table();
        flags = draft.flags();
        text = next;
        scheduleLook();
    }

    private void publishUnopposed() {
        publishUnopposed(table.compile(flags.defaults()));
    }

    /** Publishes what is none of the hook's business, so nobody can refuse it. */
    private void publishUnopposed(RuleSet rules) {
        try {
            pipelines.publishPolicy(rules, flags, holdUntil);
        } catch (IOException e) {
            throw new IllegalStateException("rules refused: " + e.getMessage(), e);
        }
        scheduleLook();
    }

    /** Sees to it that the clock is looked at when a rule ends or an answer changes by itself. */
    private void scheduleLook() {
        if (nextLook != null) {
            nextLook.cancel(false);
        }
        nextLook = null;
        Stream.of(table.nextExpiry(), pipelines.current().rules().nextChange())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .ifPresent(at -> nextLook = timer.in(delay(at).toMillis() + 1, "ending rules with their time", this::lookAtClock));
    }

    private Duration delay(Instant at) {
        Duration left = Duration.between(clock.instant(), at);
        return Collections.max(List.of(TOGETHER, Collections.min(List.of(left, LOOK_AT_CLOCK))));
    }

    private synchronized void lookAtClock() {
        RuleTable left = table.withoutExpired();
        if (left != table) {
            events.add("rule", (table.infos().size() - left.infos().size()) + " rule(s) ended with their time");
            table = left;
            publishUnopposed();
            // If this fails it does no harm: a rule whose time is over is left out when the rules are read again.
            keep();
        } else if (pipelines.current().rules().isOutlived()) {
            renew();
        } else {
            scheduleLook();
        }
    }

    private void keep() {
        text = text.following(table, flags);
        try {
            keeper.prepare(text.lines()).commit();
        } catch (IOException e) {
            events.add("rule", e.getMessage());
        }
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
            throw faultDecides();
        }
    }

    @Override
    public synchronized Explanation explain(Packet packet) throws RuleSyntaxException {
        try {
            return table.explain(packet, flags.defaults());
        } catch (PluginFault fault) {
            throw faultDecides();
        }
    }

    private RuleSyntaxException faultDecides() {
        return new RuleSyntaxException("a plugin failed on this packet, so the flag fail decides: fail=" + flags.fail().word());
    }

    @Override
    public List<RuleFinding> review() {
        return snapshotTable().review();
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

    /** What failed that should not. */
    public Faults faults() {
        return faults;
    }

    /** The providers that are present, for {@code plugins}. */
    public List<PluginInfo> pluginInfos() {
        return plugins.stream().map(CriterionPlugin::info).toList();
    }
}
