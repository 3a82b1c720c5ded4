package e7.cache.slot;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheContract;

class ArraySlotContractTest extends CacheContract {

    @Override
    protected CacheStrategy strategy() {
        return new ArraySlotStrategy(512);
    }
}
