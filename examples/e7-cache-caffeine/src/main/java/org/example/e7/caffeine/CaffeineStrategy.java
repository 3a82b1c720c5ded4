package org.example.e7.caffeine;

import e7.api.cache.Cache;
import e7.api.cache.CacheStrategy;
import org.osgi.service.component.annotations.Component;

/** Offers Caffeine as a strategy; the low ranking leaves the choice to the administrator. */
@Component(property = {CacheStrategy.STRATEGY + "=caffeine", "service.ranking:Integer=-200"})
public final class CaffeineStrategy implements CacheStrategy {

    @Override
    public <V> Cache<V> create(String kind, int capacity) {
        return new CaffeineCache<>(capacity);
    }
}
