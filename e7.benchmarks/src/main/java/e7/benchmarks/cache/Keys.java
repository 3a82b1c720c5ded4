package e7.benchmarks.cache;

import e7.api.cache.CacheKey;
import java.util.Arrays;
import java.util.Random;

/** Keys as the engine makes them, two longs of which the first alone is a socket's, drawn with Zipf's skew: few sockets carry most packets. */
final class Keys {

    private static final double SKEW = 0.99;

    private final double[] cumulated;
    private final Random random;

    /** @param count how many different keys there are, 0 to {@code count} - 1, the lower the more frequent */
    Keys(int count, long seed) {
        random = new Random(seed);
        cumulated = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1 / Math.pow(i + 1, SKEW);
            cumulated[i] = sum;
        }
    }

    /** A key's number, drawn. */
    int draw() {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int index = Arrays.binarySearch(cumulated, point);
        return index < 0 ? -index - 1 : index;
    }

    /** The key of a number; numbers of distinct {@code kinds} give distinct keys. */
    static CacheKey key(int number, int kind) {
        return refill(new CacheKey(), 0x1000L + number + ((long) kind << 32));
    }

    /** A key of two longs of which the first, a cookie, is given. */
    static CacheKey refill(CacheKey key, long cookie) {
        return key.reset().add(cookie).add(90_000 + 3 * cookie);
    }
}
