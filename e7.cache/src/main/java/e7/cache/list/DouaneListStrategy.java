package e7.cache.list;

import e7.api.cache.Cache;
import e7.api.cache.CacheStrategy;
import org.osgi.service.component.annotations.Component;

/** Makes linked lists in Douane's way: the yardstick that the other strategies are held against. */
@Component(property = {CacheStrategy.STRATEGY + "=" + DouaneListStrategy.NAME, "service.ranking:Integer=-100"})
public final class DouaneListStrategy implements CacheStrategy {

    /** The name to choose it by. */
    public static final String NAME = "douane-list";

    @Override
    public <V> Cache<V> create(String kind, int capacity) {
        return new DouaneListCache<>(capacity);
    }
}
