package org.example.e7.caffeine;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheModelContract;

class CaffeineModelTest extends CacheModelContract {

    @Override
    protected CacheStrategy strategy() {
        return new CaffeineStrategy();
    }
}
