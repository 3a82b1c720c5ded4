package e7.cache.list;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheModelContract;

class DouaneListModelTest extends CacheModelContract {

    @Override
    protected CacheStrategy strategy() {
        return new DouaneListStrategy();
    }
}
