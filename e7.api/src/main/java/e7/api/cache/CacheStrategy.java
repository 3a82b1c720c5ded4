package e7.api.cache;

import org.osgi.annotation.versioning.ConsumerType;

/** A way to cache. Registered as a service with the property {@value #STRATEGY}; the administrator chooses by that name. */
@ConsumerType
public interface CacheStrategy {

    /** Service property: the strategy's name, such as {@code array-slot}. */
    String STRATEGY = "e7.strategy";

    /**
     * Makes an empty cache.
     *
     * @param kind {@code process} or {@code verdict}, for names of threads and the like
     * @param capacity entries at most; a strategy may round it up to what its layout needs
     */
    <V> Cache<V> create(String kind, int capacity);
}
