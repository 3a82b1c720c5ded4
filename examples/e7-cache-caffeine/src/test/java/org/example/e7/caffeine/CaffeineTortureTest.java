package org.example.e7.caffeine;

import e7.api.cache.CacheStrategy;
import e7.cache.contract.CacheTortureContract;

class CaffeineTortureTest extends CacheTortureContract {

    @Override
    protected CacheStrategy strategy() {
        return new CaffeineStrategy();
    }
}
