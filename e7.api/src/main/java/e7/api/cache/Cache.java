package e7.api.cache;

import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A bounded map that may forget at any time, but never returns a value for another key, nor one that was removed before the look-up began.
 *
 * @param <V> an immutable value
 */
@ConsumerType
public interface Cache<V> extends AutoCloseable {

    /**
     * Looks up. Never blocks, never allocates.
     *
     * @param key read during the call only
     * @return the value last put under an equal key, or null
     */
    V get(CacheKey key);

    /**
     * Remembers, perhaps a little later; forgets something else when full.
     *
     * @param key copied by the cache if it keeps it
     * @param value not null
     */
    void put(CacheKey key, V value);

    /**
     * Returns when what was put before the call is there to be looked up, as far as it was not forgotten. The engine calls it for a cache
     * that starts warm, before packets use it. Strategies that put at once have nothing to do.
     */
    default void settle() {}

    /** Forgets one key. When the call returns, no later {@link #get} of any thread returns what was there. */
    void remove(CacheKey key);

    /** Forgets all entries that the test is true for; as strict as {@link #remove}. */
    void removeIf(BiPredicate<CacheKey, ? super V> test);

    /** Visits the entries, oldest use first where the strategy knows, for a warm start of another strategy. May miss concurrent changes. */
    void forEach(BiConsumer<CacheKey, ? super V> visitor);

    /** How many entries there are, about. */
    int size();

    /** The figures since the cache was made. */
    CacheStats stats();

    /** Ends threads and frees memory. The caller has seen to it that nobody is inside and nobody comes any more. */
    @Override
    void close();
}
