package e7.cache.sets;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheModelContract;

class SetAssocModelTest extends CacheModelContract {

    @Override
    protected CacheStrategy strategy() {
        return new SetAssocStrategy();
    }
}
