package e7.cache.list;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheTortureContract;

class DouaneListTortureTest extends CacheTortureContract {

    @Override
    protected CacheStrategy strategy() {
        return new DouaneListStrategy();
    }
}
