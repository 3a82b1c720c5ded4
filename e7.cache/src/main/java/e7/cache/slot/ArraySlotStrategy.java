package e7.cache.slot;

import e7.api.cache.Cache;
import e7.api.cache.CacheStrategy;
import e7.api.cache.CoreAffinity;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Makes caches in EftirlitSeven's way, to be compared with and for small caches. */
@Component(
        name = ArraySlotStrategy.PID,
        property = {CacheStrategy.STRATEGY + "=" + ArraySlotStrategy.NAME, "service.ranking:Integer=0"})
@Designate(ocd = ArraySlotConfig.class)
public final class ArraySlotStrategy implements CacheStrategy {

    /** The name to choose it by. */
    public static final String NAME = "array-slot";

    /** The name of its configuration; without a hyphen, behind which File Install would take the rest for a factory's instance. */
    static final String PID = "e7.cache.slot";

    private static final System.Logger LOG = System.getLogger(ArraySlotStrategy.class.getName());
    private static final int NO_CORE = -1;
    private static final int QUEUE = 4096;

    /** What was configured, checked. */
    private record Settings(int slots, int queue, int core) {
        Settings {
            if (slots < 1 || queue < 1 || core < NO_CORE) {
                throw new IllegalArgumentException("array-slot: slots=" + slots + " queue=" + queue + " core=" + core);
            }
        }
    }

    private final Settings settings;
    private final AtomicReference<CoreAffinity> affinity = new AtomicReference<>();

    /** Caches whose threads would outlive this bundle if whoever asked for them did not close them. */
    private final Set<ArraySlotCache<?>> open = ConcurrentHashMap.newKeySet();

    @Activate
    public ArraySlotStrategy(ArraySlotConfig config) {
        settings = new Settings(config.slots(), config.queue(), config.core());
    }

    /** @param slots slots of each cache at most */
    public ArraySlotStrategy(int slots) {
        settings = new Settings(slots, QUEUE, NO_CORE);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindAffinity(CoreAffinity service) {
        affinity.set(service);
        // Writers that started before the service came.
        if (settings.core != NO_CORE) {
            open.forEach(cache -> cache.inWriter(this::tieToCore));
        }
    }

    void unbindAffinity(CoreAffinity service) {
        affinity.compareAndSet(service, null);
    }

    @Deactivate
    void deactivate() {
        open.forEach(Cache::close);
    }

    @Override
    public <V> Cache<V> create(String kind, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of a cache: capacity=" + capacity);
        }
        SlotTable<V> table = new SlotTable<>(Math.min(settings.slots, capacity), 0);
        AtomicReference<Cache<V>> made = new AtomicReference<>();
        ArraySlotCache<V> cache = new ArraySlotCache<>(table, "e7-cache-" + kind, settings.queue, () -> open.remove(made.get()));
        made.set(cache);
        open.add(cache);
        if (settings.core != NO_CORE) {
            // Behind the line above, so that a service that comes now is seen here or sees this cache.
            cache.inWriter(this::tieToCore);
        }
        return cache;
    }

    /** In a writer thread. A thread that can't be tied works all the same. */
    private void tieToCore() {
        CoreAffinity service = affinity.get();
        try {
            if (service == null) {
                throw new IOException("no bundle offers CoreAffinity yet");
            }
            service.tieCurrentThread(settings.core);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "array-slot: writer not tied: core={0} reason={1}", settings.core, e.getMessage());
        }
    }
}
