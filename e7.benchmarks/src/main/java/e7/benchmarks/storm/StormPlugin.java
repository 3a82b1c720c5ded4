package e7.benchmarks.storm;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.api.cache.CacheStrategy;
import e7.api.identity.ProcessIdentity;
import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.packet.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A plugin that takes from E7 what is to be measured: its memory of processes, its search, or both. The system property {@value #PARTS}
 * says what; the file that {@value #READY} names is made when it is done.
 */
public final class StormPlugin implements BundleActivator {

    static final String PARTS = "e7.storm.parts";
    static final String READY = "e7.storm.ready";

    /** Sockets and verdicts are forgotten at once. */
    static final String FORGET = "forget";

    /** The process table is searched anew for each socket that is asked about. */
    static final String SEARCH = "search";

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(20);

    private ServiceTracker<Resolver, Resolver> others;

    @Override
    public void start(BundleContext context) throws Exception {
        String parts = System.getProperty(PARTS);
        if (parts.contains(SEARCH)) {
            others = new ServiceTracker<>(context, context.createFilter("(" + Resolver.NAME + "=sockdiag)"), null);
            others.open();
            // In a thread of its own: the resolver's bundle may be started after this one, by the thread that is here.
            new Thread(() -> searchAfter(context, parts), "e7-storm").start();
        } else {
            offer(context, parts);
        }
    }

    private void searchAfter(BundleContext context, String parts) {
        try {
            Resolver located = others.waitForService(PATIENCE_MILLIS);
            context.registerService(Resolver.class, new Searching(located), properties(Resolver.NAME, "process-table"));
            offer(context, parts);
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void offer(BundleContext context, String parts) throws IOException {
        if (parts.contains(FORGET)) {
            context.registerService(CacheStrategy.class, new Forgetting(), properties(CacheStrategy.STRATEGY, "forget"));
        }
        Files.createFile(Path.of(System.getProperty(READY)));
    }

    private static Dictionary<String, Object> properties(String name, String value) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(name, value);
        properties.put(Constants.SERVICE_RANKING, Integer.MAX_VALUE);
        return properties;
    }

    @Override
    public void stop(BundleContext context) {
        if (others != null) {
            others.close();
        }
    }

    /** Finds sockets as E7 does, and their holders by {@link ProcessTableSearch}. */
    private record Searching(Resolver other) implements Resolver {

        @Override
        public Session open() throws IOException {
            Session session = other.open();
            ProcessTableSearch search = new ProcessTableSearch();
            return new Session() {
                @Override
                public void locate(Packet packet, SocketRef socket) {
                    session.locate(packet, socket);
                }

                @Override
                public ProcessIdentity identify(SocketRef socket) {
                    ProcessIdentity holder = search.holder(socket.inode());
                    return holder != null ? holder : ProcessIdentity.unknown("no process holds the socket");
                }

                @Override
                public boolean isCurrent(ProcessIdentity process) {
                    return session.isCurrent(process);
                }

                @Override
                public void close() {
                    session.close();
                }
            };
        }
    }

    /** Remembers nothing of processes; of verdicts, which cost a search in neither case, neither. */
    private static final class Forgetting implements CacheStrategy {

        @Override
        public <V> Cache<V> create(String kind, int capacity) {
            return new Cache<>() {
                @Override
                public V get(CacheKey key) {
                    return null;
                }

                @Override
                public void put(CacheKey key, V value) {}

                @Override
                public void remove(CacheKey key) {}

                @Override
                public void removeIf(BiPredicate<CacheKey, ? super V> test) {}

                @Override
                public void forEach(BiConsumer<CacheKey, ? super V> visitor) {}

                @Override
                public int size() {
                    return 0;
                }

                @Override
                public CacheStats stats() {
                    return new CacheStats(0, 0, 0, 0, 0, capacity, 0, 0);
                }

                @Override
                public void close() {}
            };
        }
    }
}
