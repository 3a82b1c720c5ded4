package e7.benchmarks.cache;

import e7.api.cache.CacheKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to put a new key into a full cache, the eviction included. Puts come in batches, after each of which the changes have been
 * made, so that a cache that makes them later is charged for them. One thread only.
 *
 * <pre>
 *   mvn -B -pl e7.benchmarks -am package -DskipTests
 *   java -cp 'e7.benchmarks/target/classes:e7.benchmarks/target/lib/*' org.openjdk.jmh.Main cache.InsertBenchmark
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class InsertBenchmark {

    private static final int BATCH = 256;

    @Param({"set-assoc", "array-slot", "douane-list", "caffeine", "concurrent-hash-map", "agrona"})
    public String strategy;

    @Param({"512", "4096", "65536"})
    public int entries;

    private final CacheKey key = new CacheKey();
    private Contender cache;
    private long next;

    @Setup(Level.Trial)
    public void fill() {
        cache = FullCache.of(strategy, entries);
    }

    @TearDown
    public void close() {
        cache.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void insert() {
        for (int i = 0; i < BATCH; i++) {
            // No socket's cookie comes twice, and neither does a key here.
            cache.put(Keys.refill(key, 1L << 40 | next++), strategy);
        }
        cache.settle();
    }
}
