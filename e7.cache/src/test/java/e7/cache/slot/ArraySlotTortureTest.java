package e7.cache.slot;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheTortureContract;

class ArraySlotTortureTest extends CacheTortureContract {

    @Override
    protected CacheStrategy strategy() {
        return new ArraySlotStrategy(512);
    }
}
