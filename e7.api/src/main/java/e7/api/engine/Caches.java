package e7.api.engine;

import e7.api.cache.CacheStats;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The engine's caches and the strategies they use. */
@ProviderType
public interface Caches {

    /** The kinds of cache, {@code process} and {@code verdict}. */
    List<String> kinds();

    /** Names of the strategies that are present, best service ranking first. */
    List<String> strategies();

    /**
     * Switches a kind to a strategy while packets flow; returns when packets use it. The choice is kept by Configuration Admin.
     *
     * @throws IllegalArgumentException with one line if there is no such kind or strategy
     */
    void use(String kind, String strategy);

    /** The caches in use. */
    List<CacheInfo> caches();

    /**
     * One cache in use.
     *
     * @param kind {@code process} or {@code verdict}
     * @param strategy its strategy, or {@code none}
     * @param wanted the strategy that was chosen, which may be absent at present
     * @param stats its figures
     * @param lastSwap time of the last switch as ISO 8601, or the empty string
     */
    record CacheInfo(String kind, String strategy, String wanted, CacheStats stats, String lastSwap) {}
}
