package e7.kernel.cache;

import e7.api.cache.Cache;
import e7.kernel.pipeline.PluginRecord;

/** Guards caches as the selection does, for tests in other packages. */
public final class GuardedCaches {

    private GuardedCaches() {}

    /** A cache of a plugin. */
    public static <V> Cache<V> of(Cache<V> cache, Class<V> type, PluginRecord plugin) {
        return new GuardedCache<>(cache, type, plugin);
    }
}
