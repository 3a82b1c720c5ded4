package e7.kernel.cache;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.api.engine.Caches.CacheInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One kind of cache: the strategy that is wanted, the one in use, and the switch between two. Guarded by the lock of
 * {@link CacheSelection}.
 *
 * @param <V> what it remembers
 */
final class CacheSlot<V> {

    private static final CacheStats NOTHING = new CacheStats(0, 0, 0, 0, 0, 0, 0, 0);

    private final String kind;
    private final Class<V> type;

    private String wanted;
    private int entries;
    private boolean entriesChanged;

    private StrategyPlugin strategy;
    private String strategyName = CacheSelection.NONE;
    private GuardedCache<V> cache;

    private GuardedCache<V> next;

    /** What the new cache was given at first, so that what was put into the old one later is known. Empty but during a switch. */
    private final Map<CacheKey, V> copied = new HashMap<>();

    private String lastSwap = "";

    /** What went wrong in the present switch, to be added to its line; the empty string if nothing did. */
    private String fault = "";

    CacheSlot(String kind, Class<V> type, String wanted, int entries) {
        this.kind = kind;
        this.type = type;
        this.wanted = wanted;
        this.entries = entries;
    }

    void want(String newWanted, int newEntries) {
        wanted = newWanted;
        entriesChanged |= entries != newEntries;
        entries = newEntries;
    }

    /**
     * Makes the cache that is to be used from now on, warm from the present one. Returns whether it is another one.
     *
     * @param present the strategies that may be used, best ranking first
     */
    boolean prepare(List<StrategyPlugin> present) {
        StrategyPlugin chosen = present.stream()
                .filter(plugin -> plugin.record().reference().names().contains(wanted))
                .findFirst()
                .orElse(present.isEmpty() ? null : present.get(0));
        next = cache;
        if (Objects.equals(chosen, strategy) && !entriesChanged) {
            return false;
        }
        entriesChanged = false;
        strategy = chosen;
        next = chosen == null ? null : make(chosen);
        strategyName = next == null ? CacheSelection.NONE : chosen.record().reference().name();
        warm();
        return true;
    }

    /** Returns null if the strategy fails: nothing is remembered then, for the old cache cannot stay, as its plugin may be going. */
    private GuardedCache<V> make(StrategyPlugin chosen) {
        try {
            return chosen.create(kind, type, entries);
        } catch (RuntimeException | Error e) {
            fault = ", since its strategy failed: " + e;
            return null;
        }
    }

    private void warm() {
        if (next == null || cache == null || cache.isTakenOut()) {
            return;
        }
        try {
            cache.forEach((key, value) -> {
                CacheKey kept = key.copy();
                copied.put(kept, value);
                next.put(kept, value);
            });
            // Otherwise packets would miss what a strategy has yet to write, and wait for searches.
            next.settle();
        } catch (RuntimeException | Error e) {
            fault = ", cold, since the entries could not be taken over: " + e;
        }
    }

    /** The cache to be published. */
    Cache<V> next() {
        return next;
    }

    /**
     * Ends the old cache after the grace period.
     *
     * @param clean whether nobody can be inside it any more; otherwise it is left to the garbage collector
     * @return one line about the switch, if there was one
     */
    Optional<String> complete(boolean clean) {
        GuardedCache<V> old = cache;
        cache = next;
        if (old == cache && fault.isEmpty()) {
            return Optional.empty();
        }
        try {
            end(old, clean);
        } catch (RuntimeException | Error e) {
            fault = ", and the old one failed to end: " + e;
        }
        copied.clear();
        lastSwap = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        String text = "the " + kind + " cache uses " + strategyName + fault;
        fault = "";
        return Optional.of(text);
    }

    private void end(GuardedCache<V> old, boolean clean) {
        // A thread may be stuck in one that was taken out, and the next one to go in would be this one.
        if (old == null || old.isTakenOut() && !clean) {
            return;
        }
        if (cache != null && !old.isTakenOut()) {
            old.forEach((key, value) -> {
                // The new cache is asked only where it must be: its figures are to be those of packets.
                if (copied.get(key) != value && cache.get(key) == null) {
                    cache.put(key, value);
                }
            });
        }
        if (clean) {
            old.close();
        }
    }

    String kind() {
        return kind;
    }

    String strategy() {
        return strategyName;
    }

    CacheInfo info() {
        return new CacheInfo(kind, strategyName, wanted, cache == null ? NOTHING : cache.stats(), lastSwap);
    }
}
