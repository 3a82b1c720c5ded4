package e7.cache.slot;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheModelContract;

class ArraySlotModelTest extends CacheModelContract {

    @Override
    protected CacheStrategy strategy() {
        return new ArraySlotStrategy(512);
    }
}
