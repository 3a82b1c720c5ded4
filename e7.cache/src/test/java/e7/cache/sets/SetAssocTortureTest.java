package e7.cache.sets;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheTortureContract;

class SetAssocTortureTest extends CacheTortureContract {

    @Override
    protected CacheStrategy strategy() {
        return new SetAssocStrategy();
    }
}
