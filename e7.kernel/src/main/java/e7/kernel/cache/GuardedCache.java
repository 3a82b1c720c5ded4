package e7.kernel.cache;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.kernel.pipeline.JudgingThread;
import e7.kernel.pipeline.PluginRecord;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * A cache made by a plugin, whose faults are counted under the plugin's name. For packets a fault is a look-up that finds nothing, or
 * something that is not remembered: the verdict is the right one all the same. One whose plugin has been taken out is empty, even while
 * threads still have the pipeline that it is in.
 *
 * @param <V> what it remembers
 */
final class GuardedCache<V> implements Cache<V> {

    private static final CacheStats NOTHING = new CacheStats(0, 0, 0, 0, 0, 0, 0, 0);

    private final Cache<V> cache;
    private final Class<V> type;
    private final PluginRecord plugin;

    GuardedCache(Cache<V> cache, Class<V> type, PluginRecord plugin) {
        this.cache = cache;
        this.type = type;
        this.plugin = plugin;
    }

    /** Whether nobody is to go into it any more, for what it might do to him. */
    boolean isTakenOut() {
        return plugin.isTakenOut();
    }

    @Override
    public V get(CacheKey key) {
        if (plugin.isTakenOut()) {
            return null;
        }
        JudgingThread.enter(plugin);
        try {
            return type.cast(cache.get(key));
        } catch (Throwable e) {
            plugin.countFault();
            return null;
        } finally {
            JudgingThread.leave();
        }
    }

    @Override
    public void put(CacheKey key, V value) {
        if (plugin.isTakenOut()) {
            return;
        }
        JudgingThread.enter(plugin);
        try {
            cache.put(key, value);
        } catch (Throwable e) {
            plugin.countFault();
        } finally {
            JudgingThread.leave();
        }
    }

    @Override
    public void remove(CacheKey key) {
        forget(() -> cache.remove(key));
    }

    @Override
    public void removeIf(BiPredicate<CacheKey, ? super V> test) {
        forget(() -> cache.removeIf(test));
    }

    /** What cannot be forgotten might be found again, so there is no second chance. */
    private void forget(Runnable change) {
        if (plugin.isTakenOut()) {
            return;
        }
        JudgingThread.enter(plugin);
        try {
            change.run();
        } catch (Throwable e) {
            plugin.takeOutAtOnce("as it could not forget: " + e);
        } finally {
            JudgingThread.leave();
        }
    }

    /** {@inheritDoc} A fault is counted and comes out. */
    @Override
    public void settle() {
        counted(cache::settle);
    }

    /** {@inheritDoc} For whoever switches caches: a fault is counted and comes out. */
    @Override
    public void forEach(BiConsumer<CacheKey, ? super V> visitor) {
        counted(() -> cache.forEach((key, value) -> visitor.accept(key, type.cast(value))));
    }

    /** {@inheritDoc} A fault is counted and comes out. */
    @Override
    public void close() {
        counted(cache::close);
    }

    private void counted(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            plugin.countFault();
            throw e;
        }
    }

    @Override
    public int size() {
        return stats().entries();
    }

    @Override
    public CacheStats stats() {
        try {
            return plugin.isTakenOut() ? NOTHING : cache.stats();
        } catch (Throwable e) {
            plugin.countFault();
            return NOTHING;
        }
    }
}
