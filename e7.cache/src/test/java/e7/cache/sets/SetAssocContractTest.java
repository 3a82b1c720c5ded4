package e7.cache.sets;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheContract;

class SetAssocContractTest extends CacheContract {

    @Override
    protected CacheStrategy strategy() {
        return new SetAssocStrategy();
    }
}
