package e7.cache.contract;

import e7.api.cache.CacheKey;
import java.util.HashMap;
import java.util.Map;

/** Finds two keys of the same hash by trying: among some hundred thousand keys there are such pairs by the birthday bound. */
final class HashTwins {

    private HashTwins() {}

    static CacheKey[] find() {
        Map<Integer, CacheKey> seen = new HashMap<>();
        for (long word = 1; word < 2_000_000; word++) {
            CacheKey key = new CacheKey().add(word).add(word * word);
            CacheKey twin = seen.put(key.hashCode(), key.copy());
            if (twin != null) {
                return new CacheKey[] {twin, key.copy()};
            }
        }
        throw new AssertionError("no two keys of the same hash");
    }
}
