package e7.itest.swap;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.api.cache.CacheStrategy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/**
 * Somebody else's bundle with a strategy of the best ranking, so that it is used as soon as it is started. Its caches throw when they
 * are used after its end.
 */
public final class StrategyBundle implements BundleActivator, CacheStrategy {

    /** The name to choose it by. */
    static final String NAME = "itest-map";

    /** Symbolic name of the bundle. */
    static final String SYMBOLIC_NAME = "e7.itest.strategy";

    private static final int BEST_RANKING = 1000;

    private ServiceRegistration<CacheStrategy> registration;
    private volatile boolean stopped;

    /** The bundle as a jar. */
    static InputStream jar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, SYMBOLIC_NAME);
        attributes.putValue(Constants.BUNDLE_ACTIVATOR, StrategyBundle.class.getName());
        attributes.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework, e7.api.cache");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> type : new Class<?>[] {StrategyBundle.class, MapCache.class}) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public void start(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(STRATEGY, NAME);
        properties.put(Constants.SERVICE_RANKING, BEST_RANKING);
        registration = context.registerService(CacheStrategy.class, this, properties);
    }

    /** As Declarative Services do it: the service goes first, then its bundle's things. */
    @Override
    public void stop(BundleContext context) {
        registration.unregister();
        stopped = true;
    }

    @Override
    public <V> Cache<V> create(String kind, int capacity) {
        return new MapCache<>(this, capacity);
    }

    /** A map that begins anew when it is full; it counts nothing. */
    private static final class MapCache<V> implements Cache<V> {

        private final Map<CacheKey, V> entries = new ConcurrentHashMap<>();
        private final StrategyBundle owner;
        private final int capacity;

        MapCache(StrategyBundle owner, int capacity) {
            this.owner = owner;
            this.capacity = capacity;
        }

        @Override
        public V get(CacheKey key) {
            requireRunning();
            return entries.get(key);
        }

        /** What throws here costs a packet its verdict, which the tests see. */
        private void requireRunning() {
            if (owner.stopped) {
                throw new IllegalStateException("used after its bundle was stopped");
            }
        }

        @Override
        public void put(CacheKey key, V value) {
            requireRunning();
            if (entries.size() >= capacity) {
                entries.clear();
            }
            entries.put(key.copy(), value);
        }

        @Override
        public void remove(CacheKey key) {
            entries.remove(key);
        }

        @Override
        public void removeIf(BiPredicate<CacheKey, ? super V> test) {
            entries.entrySet().removeIf(entry -> test.test(entry.getKey(), entry.getValue()));
        }

        @Override
        public void forEach(BiConsumer<CacheKey, ? super V> visitor) {
            entries.forEach(visitor);
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public CacheStats stats() {
            return new CacheStats(0, 0, 0, 0, entries.size(), capacity, 0, 0);
        }

        @Override
        public void close() {
            entries.clear();
        }
    }
}
