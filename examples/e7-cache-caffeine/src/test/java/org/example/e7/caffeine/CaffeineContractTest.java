package org.example.e7.caffeine;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheContract;

class CaffeineContractTest extends CacheContract {

    @Override
    protected CacheStrategy strategy() {
        return new CaffeineStrategy();
    }
}
