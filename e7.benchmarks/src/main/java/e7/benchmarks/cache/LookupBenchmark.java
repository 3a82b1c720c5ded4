package e7.benchmarks.cache;

import e7.api.cache.CacheKey;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a look-up costs in a cache that is full and has evicted 20 times its capacity (a long list: once, see {@link FullCache}), with
 * Zipf-skewed keys. {@code -t 1} and {@code -t 2} give the readers, {@code -prof gc} the bytes allocated. Filling array-slot or douane-list
 * with 65,536 entries takes a minute or two of each fork.
 *
 * <p>The look-ups that must hit are drawn, as skewed as the puts were, from the keys that the cache holds in the end. They are made from a
 * reused key, filled anew each time as the engine does. "agrona" is for one thread only.
 *
 * <pre>
 *   mvn -B -pl e7.benchmarks -am package -DskipTests
 *   java -cp 'e7.benchmarks/target/classes:e7.benchmarks/target/lib/*' org.openjdk.jmh.Main cache.LookupBenchmark -prof gc
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class LookupBenchmark {

    private static final int DRAWN = 1 << 16;

    @Param({"set-assoc", "array-slot", "douane-list", "caffeine", "concurrent-hash-map", "agrona"})
    public String strategy;

    @Param({"512", "4096", "65536"})
    public int entries;

    private Contender cache;

    /** The keys' first longs in the order in which they are asked for; primitive, so that the workload's memory is read in sequence. */
    private long[] present;

    private long[] absent;

    @Setup
    public void fill() {
        cache = FullCache.of(strategy, entries);
        List<CacheKey> held = FullCache.held(cache, entries);
        // As skewed as the puts: the lower a key's number, the more often it is asked for.
        Keys keys = new Keys(held.size(), 3);
        present = new long[DRAWN];
        absent = new long[DRAWN];
        for (int i = 0; i < DRAWN; i++) {
            int number = keys.draw();
            present[i] = held.get(number).word(0);
            absent[i] = Keys.key(number, 1).word(0);
        }
    }

    @TearDown
    public void close() {
        cache.close();
    }

    @Benchmark
    public Object hit(Cursor cursor) {
        Object value = cache.get(cursor.next(present));
        if (value == null) {
            throw new IllegalStateException("a look-up that must hit missed: strategy=" + strategy);
        }
        return value;
    }

    @Benchmark
    public Object miss(Cursor cursor) {
        return cache.get(cursor.next(absent));
    }

    /** A reader's place in the drawn keys, and its reused key. */
    @State(Scope.Thread)
    public static class Cursor {

        private final CacheKey key = new CacheKey();
        private int next = new Random().nextInt(DRAWN);

        CacheKey next(long[] words) {
            return Keys.refill(key, words[next++ & DRAWN - 1]);
        }
    }
}
