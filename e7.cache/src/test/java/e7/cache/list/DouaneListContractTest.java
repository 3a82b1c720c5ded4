package e7.cache.list;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheContract;

class DouaneListContractTest extends CacheContract {

    @Override
    protected CacheStrategy strategy() {
        return new DouaneListStrategy();
    }
}
