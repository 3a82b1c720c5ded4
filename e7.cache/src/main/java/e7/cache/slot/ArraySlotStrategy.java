package e7.cache.slot;

import e7.api.cache.Cache;
import e7.api.cache.CacheStrategy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Makes caches in EftirlitSeven's way. The strategy that is taken when nobody chooses. */
@Component(property = {CacheStrategy.STRATEGY + "=" + ArraySlotStrategy.NAME, "service.ranking:Integer=100"})
@Designate(ocd = ArraySlotConfig.class)
public final class ArraySlotStrategy implements CacheStrategy {

    /** The name to choose it by. */
    public static final String NAME = "array-slot";

    private final int slots;

    @Activate
    public ArraySlotStrategy(ArraySlotConfig config) {
        this(config.slots());
    }

    /** @param slots slots of each cache at most */
    public ArraySlotStrategy(int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException("slots of array-slot: slots=" + slots);
        }
        this.slots = slots;
    }

    @Override
    public <V> Cache<V> create(String kind, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of a cache: capacity=" + capacity);
        }
        return new ArraySlotCache<>(new SlotTable<>(Math.min(slots, capacity), 0));
    }
}
