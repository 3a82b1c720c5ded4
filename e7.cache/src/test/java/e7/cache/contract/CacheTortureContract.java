package e7.cache.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many threads on one small cache for a while, with values that show whose they are. Each key has one thread that changes it; all threads
 * read all keys. Values are published by nothing but the cache: their fields are neither final nor volatile.
 */
@Timeout(60)
public abstract class CacheTortureContract {

    private static final int CAPACITY = 32;
    private static final int KEYS = 96;
    private static final int OWNERS = 2;
    private static final int READERS = 2;
    private static final long MILLIS = 600;

    /** A strategy to be tried. */
    protected abstract CacheStrategy strategy();

    private final AtomicBoolean over = new AtomicBoolean();

    /** For each key the stamp that was the last one put before a removal that has returned. */
    private final AtomicLongArray removed = new AtomicLongArray(KEYS);

    private static final class Value {

        private int number;
        private long stamp;
        private long check;

        Value(int number, long stamp) {
            this.number = number;
            this.stamp = stamp;
            this.check = ~stamp * 31 + number;
        }

        boolean isWhole(int expected) {
            return number == expected && check == ~stamp * 31 + number;
        }
    }

    private static CacheKey fill(CacheKey key, int number) {
        key.reset().add(number % 8);
        // Keys of one to four longs: torn ones would be taken for others.
        for (int i = 0; i < number % 4; i++) {
            key.add(number * (i + 1L));
        }
        return key.add(number);
    }

    @Test
    void shouldNeverReturnAForeignTornOrRemovedValueWhenManyThreadsChange() throws Exception {
        Cache<Value> cache = strategy().create("process", CAPACITY);
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int owner = 0; owner < OWNERS; owner++) {
            int own = owner;
            tasks.add(() -> change(cache, own));
        }
        for (int reader = 0; reader < READERS; reader++) {
            int seed = reader;
            tasks.add(() -> read(new AtomicReference<>(cache), seed, true));
        }
        tasks.add(() -> sweep(cache));
        run(tasks);
        cache.close();
    }

    @Test
    void shouldNeverReturnAForeignValueWhenTheCacheIsSwappedAndClosedUnderReaders() throws Exception {
        AtomicReference<Cache<Value>> current = new AtomicReference<>(strategy().create("process", CAPACITY));
        List<Callable<Long>> tasks = new ArrayList<>();
        tasks.add(() -> swap(current));
        for (int reader = 0; reader < READERS; reader++) {
            int seed = reader;
            tasks.add(() -> read(current, seed, false));
        }
        run(tasks);
        current.get().close();
    }

    private long change(Cache<Value> cache, int own) {
        SplittableRandom random = new SplittableRandom(own);
        CacheKey key = new CacheKey();
        long stamp = 1;
        while (!over.get()) {
            int number = random.nextInt(KEYS / OWNERS) * OWNERS + own;
            fill(key, number);
            int choice = random.nextInt(100);
            if (choice < 90) {
                cache.put(key, new Value(number, stamp++));
            } else {
                cache.remove(key);
                removed.set(number, stamp - 1);
                Value seen = cache.get(key);
                assertTrue(seen == null, "a removed value came back to its remover");
            }
        }
        return stamp;
    }

    private long read(AtomicReference<Cache<Value>> current, int seed, boolean removalsHold) {
        SplittableRandom random = new SplittableRandom(seed);
        CacheKey key = new CacheKey();
        long hits = 0;
        while (!over.get()) {
            int number = random.nextInt(KEYS);
            long before = removed.get(number);
            Value seen = current.get().get(fill(key, number));
            if (seen != null) {
                hits++;
                assertTrue(seen.isWhole(number), "a foreign or torn value");
                assertTrue(!removalsHold || seen.stamp > before, "a value that was removed before");
            }
        }
        return hits;
    }

    /** Removes by a test, visits and asks for figures, all the time. */
    private long sweep(Cache<Value> cache) throws InterruptedException {
        long visited = 0;
        while (!over.get()) {
            cache.removeIf((key, value) -> {
                assertTrue(value.isWhole((int) key.word(key.size() - 1)), "a test got a key with a foreign value");
                return value.number % 16 == 3;
            });
            AtomicLongArray count = new AtomicLongArray(1);
            cache.forEach((key, value) -> {
                assertTrue(value.isWhole((int) key.word(key.size() - 1)), "a visitor got a key with a foreign value");
                count.incrementAndGet(0);
            });
            assertTrue(count.get(0) <= cache.stats().capacity() + KEYS, "visited");
            visited += count.get(0);
            Thread.sleep(1);
        }
        return visited;
    }

    /** Replaces the cache by a warm one and closes the old one while readers are in it, which the engine would not do. */
    private long swap(AtomicReference<Cache<Value>> current) {
        CacheKey key = new CacheKey();
        long swaps = 0;
        while (!over.get()) {
            Cache<Value> old = current.get();
            for (int number = 0; number < KEYS; number++) {
                old.put(fill(key, number), new Value(number, swaps));
            }
            Cache<Value> next = strategy().create("process", CAPACITY);
            old.forEach(next::put);
            current.set(next);
            old.close();
            swaps++;
        }
        return swaps;
    }

    private void run(List<Callable<Long>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<Long>> results = new ArrayList<>();
            tasks.forEach(task -> results.add(threads.submit(() -> untilOver(task))));
            Thread.sleep(MILLIS);
            over.set(true);
            for (Future<Long> result : results) {
                assertTrue(result.get() > 0, "a task did nothing");
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } finally {
            over.set(true);
            threads.shutdown();
        }
    }

    /** The first task that fails ends all. */
    private long untilOver(Callable<Long> task) throws Exception {
        try {
            return task.call();
        } catch (Throwable e) {
            over.set(true);
            throw e;
        }
    }
}
