package e7.kernel.engine;

import e7.api.engine.PluginInfo;
import e7.api.identity.Resolver;
import e7.kernel.journal.EventLog;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.pipeline.PluginRecord;
import e7.kernel.pipeline.PluginReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The resolvers that are present, best ranking first, but for those that were taken out. When one goes, unbind returns once every thread has
 * closed its session.
 */
@Component(service = ResolverSet.class)
public final class ResolverSet {

    private final Pipelines pipelines;
    private final EventLog events;
    private final Map<PluginReference, GuardedResolver> resolvers = new ConcurrentSkipListMap<>();

    /** None yet. */
    @Activate
    public ResolverSet(@Reference Pipelines pipelines, @Reference EventLog events) {
        this.pipelines = pipelines;
        this.events = events;
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE, unbind = "unbindResolver")
    synchronized void bindResolver(Resolver resolver, ServiceReference<Resolver> reference) {
        PluginReference plugin = PluginReference.of(reference, Resolver.NAME);
        PluginRecord record = new PluginRecord(PluginRecord.Kind.RESOLVER, plugin, this::takeOut);
        resolvers.put(plugin, new GuardedResolver(resolver, record));
        publish();
        events.add("plugin", "resolver " + plugin.name() + " came");
    }

    synchronized void unbindResolver(Resolver resolver, ServiceReference<Resolver> reference) {
        PluginReference plugin = PluginReference.of(reference, Resolver.NAME);
        resolvers.remove(plugin);
        publish();
        pipelines.awaitAdoption("resolver " + plugin.name());
        events.add("plugin", "resolver " + plugin.name() + " went");
    }

    private void publish() {
        pipelines.publishResolvers(present());
    }

    private List<Resolver> present() {
        return resolvers.values().stream().filter(resolver -> !resolver.plugin().isTakenOut()).map(Resolver.class::cast).toList();
    }

    private synchronized void takeOut(PluginRecord plugin) {
        publish();
        events.add("plugin", plugin + ": " + plugin.info().state());
    }

    boolean isEmpty() {
        return present().isEmpty();
    }

    List<PluginInfo> pluginInfos() {
        return resolvers.values().stream().map(resolver -> resolver.plugin().info()).toList();
    }
}
