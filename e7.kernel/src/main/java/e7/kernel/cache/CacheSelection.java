package e7.kernel.cache;

import e7.api.cache.CacheStrategy;
import e7.api.engine.Caches;
import e7.api.engine.PluginInfo;
import e7.kernel.journal.EventLog;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.pipeline.PluginRecord;
import e7.kernel.pipeline.PluginReference;
import e7.kernel.pipeline.SocketOwner;
import e7.kernel.rule.Decision;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Chooses the strategy of each cache: the one that Configuration Admin names, or else the present one of the best ranking. {@code this}
 * is the lock of those who choose; those who look up are never in its way.
 */
@Component(service = {Caches.class, CacheSelection.class}, configurationPid = CacheSelection.PID)
@Designate(ocd = CacheConfig.class)
public final class CacheSelection implements Caches {

    /** Stands for a strategy where there is none. */
    public static final String NONE = "none";

    static final String PID = "e7.caches";

    private static final long SWITCH_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Pipelines pipelines;
    private final EventLog events;
    private final ConfigurationAdmin configurations;
    private final Map<PluginReference, StrategyPlugin> strategies = new TreeMap<>();
    private final CacheSlot<SocketOwner> processes;
    private final CacheSlot<Decision> verdicts;

    /** For the framework. */
    @Activate
    public CacheSelection(
            @Reference Pipelines pipelines,
            @Reference EventLog events,
            @Reference ConfigurationAdmin configurations,
            CacheConfig config) {
        this.pipelines = pipelines;
        this.events = events;
        this.configurations = configurations;
        this.processes = new CacheSlot<>("process", SocketOwner.class, config.process(), config.processEntries());
        this.verdicts = new CacheSlot<>("verdict", Decision.class, config.verdict(), config.verdictEntries());
    }

    @Modified
    synchronized void modified(CacheConfig config) {
        processes.want(config.process(), config.processEntries());
        verdicts.want(config.verdict(), config.verdictEntries());
        choose();
        notifyAll();
    }

    @Deactivate
    synchronized void deactivate() {
        strategies.clear();
        choose();
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE, unbind = "unbindStrategy")
    synchronized void bindStrategy(CacheStrategy strategy, ServiceReference<CacheStrategy> reference) {
        PluginReference plugin = PluginReference.of(reference, CacheStrategy.STRATEGY);
        PluginRecord record = new PluginRecord(PluginRecord.Kind.STRATEGY, plugin, this::takeOut);
        strategies.put(plugin, new StrategyPlugin(strategy, record));
        choose();
    }

    synchronized void unbindStrategy(CacheStrategy strategy, ServiceReference<CacheStrategy> reference) {
        strategies.remove(PluginReference.of(reference, CacheStrategy.STRATEGY));
        choose();
    }

    /**
     * Switches what has to be switched: the new caches start warm, are published together, and the old ones end after the grace period.
     * What was put into an old one after it had been copied is carried over then.
     */
    private void choose() {
        List<StrategyPlugin> usable = usable();
        boolean changed = processes.prepare(usable) | verdicts.prepare(usable);
        if (!changed) {
            return;
        }
        pipelines.publishCaches(processes.next(), verdicts.next());
        boolean clean = pipelines.awaitGrace("a cache strategy");
        processes.complete(clean).ifPresent(text -> events.add("cache", text));
        verdicts.complete(clean).ifPresent(text -> events.add("cache", text));
    }

    private List<StrategyPlugin> usable() {
        return strategies.values().stream().filter(plugin -> !plugin.record().isTakenOut()).toList();
    }

    private synchronized void takeOut(PluginRecord plugin) {
        choose();
        events.add("plugin", plugin + ": " + plugin.info().state());
    }

    @Override
    public List<String> kinds() {
        return List.of(processes.kind(), verdicts.kind());
    }

    @Override
    public synchronized List<String> strategies() {
        return usable().stream().map(plugin -> plugin.record().reference().name()).distinct().toList();
    }

    @Override
    public void use(String kind, String strategy) {
        if (!kinds().contains(kind)) {
            throw new IllegalArgumentException("no cache '" + kind + "'; there are " + String.join(", ", kinds()));
        }
        if (!strategies().contains(strategy)) {
            throw new IllegalArgumentException("no strategy '" + strategy + "'; there are " + String.join(", ", strategies()));
        }
        try {
            Configuration configuration = configurations.getConfiguration(PID, "?");
            Dictionary<String, Object> properties = configuration.getProperties();
            properties = properties == null ? new Hashtable<>() : properties;
            properties.put(kind, strategy);
            configuration.update(properties);
        } catch (IOException e) {
            throw new IllegalArgumentException("the choice could not be stored: " + e.getMessage(), e);
        }
        awaitUse(kind.equals(processes.kind()) ? processes : verdicts, strategy);
    }

    /** Configuration Admin tells its changes on a thread of its own. */
    private synchronized void awaitUse(CacheSlot<?> slot, String strategy) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SWITCH_MILLIS);
        try {
            while (!slot.strategy().equals(strategy)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new IllegalArgumentException("strategy " + strategy + " was not taken over within 5 s");
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized List<CacheInfo> caches() {
        return List.of(processes.info(), verdicts.info());
    }

    /** The strategies that are present, for {@code plugins}. */
    public synchronized List<PluginInfo> pluginInfos() {
        return strategies.values().stream().map(plugin -> plugin.record().info()).toList();
    }
}
