package e7.kernel.cache;

import e7.api.cache.Cache;
import e7.api.cache.CacheStrategy;
import e7.kernel.pipeline.PluginRecord;
import java.util.Objects;

/**
 * One strategy that is present, and its record.
 *
 * @param strategy the plugin
 * @param record what it failed in
 */
record StrategyPlugin(CacheStrategy strategy, PluginRecord record) {

    /** Makes a cache whose faults are counted. A strategy that cannot make one throws, which is counted, too. */
    <V> GuardedCache<V> create(String kind, Class<V> type, int entries) {
        try {
            return new GuardedCache<>(Objects.requireNonNull(strategy.<V>create(kind, entries), "create returned null"), type, record);
        } catch (RuntimeException | Error e) {
            record.countFault();
            throw e;
        }
    }
}
