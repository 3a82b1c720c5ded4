package e7.benchmarks.cache;

import e7.api.cache.CacheKey;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a skewed look-up costs beside a writer that puts some hundred thousand new keys a second. The readers' score is the one that
 * counts; they miss what the writer has had evicted. Needs a processor core for each thread.
 *
 * <pre>
 *   mvn -B -pl e7.benchmarks -am package -DskipTests
 *   java -cp 'e7.benchmarks/target/classes:e7.benchmarks/target/lib/*' org.openjdk.jmh.Main cache.ReaderWriterBenchmark
 * </pre>
 */
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ReaderWriterBenchmark {

    private static final int DRAWN = 1 << 16;
    private static final int PAUSE_TOKENS = 2000;

    @Param({"set-assoc", "array-slot", "douane-list", "caffeine", "concurrent-hash-map"})
    public String strategy;

    @Param({"512", "4096", "65536"})
    public int entries;

    private Contender cache;
    private long[] present;

    @Setup
    public void fill() {
        cache = FullCache.of(strategy, entries);
        List<CacheKey> held = FullCache.held(cache, entries);
        Keys keys = new Keys(held.size(), 3);
        present = new long[DRAWN];
        for (int i = 0; i < DRAWN; i++) {
            present[i] = held.get(keys.draw()).word(0);
        }
    }

    @TearDown
    public void close() {
        cache.close();
    }

    @Benchmark
    @Group("oneReader")
    @GroupThreads(1)
    public Object reader(Reader reader) {
        return cache.get(reader.next(present));
    }

    @Benchmark
    @Group("oneReader")
    @GroupThreads(1)
    public void writer(Writer writer) {
        writer.put(cache);
    }

    @Benchmark
    @Group("twoReaders")
    @GroupThreads(2)
    public Object readers(Reader reader) {
        return cache.get(reader.next(present));
    }

    @Benchmark
    @Group("twoReaders")
    @GroupThreads(1)
    public void writerBesideTwo(Writer writer) {
        writer.put(cache);
    }

    /** A reader's place in the drawn keys, and its reused key. */
    @State(Scope.Thread)
    public static class Reader {

        private final CacheKey key = new CacheKey();
        private int next = new Random().nextInt(DRAWN);

        CacheKey next(long[] words) {
            return Keys.refill(key, words[next++ & DRAWN - 1]);
        }
    }

    /** The writer's next new key. */
    @State(Scope.Thread)
    public static class Writer {

        private final CacheKey key = new CacheKey();
        private long next;

        void put(Contender cache) {
            cache.put(Keys.refill(key, 1L << 40 | next++), this);
            Blackhole.consumeCPU(PAUSE_TOKENS);
        }
    }
}
