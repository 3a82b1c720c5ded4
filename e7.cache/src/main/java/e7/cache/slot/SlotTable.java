package e7.cache.slot;

import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.cache.figures.Counters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * The entries of an {@link ArraySlotCache} and how they are searched, aged and replaced, in EftirlitSeven's way.
 *
 * <p>Structure: {@link SlotArrays}. A key is searched from the slot that its hash gives, round to where the search began; it may be
 * anywhere, since a new entry takes the first free slot from there, or else the slot of the oldest entry, wherever that is. A miss thus
 * looks at every slot.
 *
 * <p>Ages: the writer advances an atomic counter with each entry that it puts; an entry carries the counter's value of its last use.
 * Readers take the value without advancing it, so that they share the counter's cache line without taking it from each other; uses
 * between two puts count as simultaneous. Ages are compared by subtraction, which holds while no entry lies unused for 2^31 puts. Where
 * entries give way none can, as the oldest of {@code n} goes after {@code n} puts; in a table that never fills, one that does is taken for
 * a young one, which costs the order of eviction and nothing else.
 *
 * <p>Who may write: {@link #put}, {@link #remove}, {@link #removeIf} and {@link #clear} are for one thread at a time, the rest for all.
 *
 * @param <V> an immutable value
 */
final class SlotTable<V> {

    private static final int NONE = -1;

    private final SlotArrays<V> arrays;
    private final AtomicInteger age;
    private final Counters counters = new Counters();

    /** Written by the writer only. */
    private volatile int entries;

    /** @param firstAge where the age counter starts; it may wrap at any time */
    SlotTable(int slots, int firstAge) {
        arrays = new SlotArrays<>(slots);
        age = new AtomicInteger(firstAge);
    }

    V get(CacheKey key) {
        int home = arrays.home(key.hashCode());
        V value = search(key, home, arrays.slots(), 0);
        if (value == null) {
            value = search(key, 0, home, arrays.slots() - home);
            if (value == null) {
                counters.miss();
                counters.furtherProbes(arrays.slots() - 1);
                countPassed(entries);
            }
        }
        return value;
    }

    /** Gives the key a value, in its slot, a free one or that of the oldest entry. */
    void put(CacheKey key, V value) {
        int now = age.incrementAndGet();
        int slot = find(key);
        if (slot != NONE) {
            arrays.replace(slot, value, now);
            return;
        }
        int home = arrays.home(key.hashCode());
        countPassed(arrays.isFree(home) ? 0 : 1);
        if (entries < arrays.slots()) {
            arrays.fill(firstFree(home), key, value, now);
            entries = entries + 1;
        } else {
            arrays.fill(oldest(now), key, value, now);
            counters.eviction();
        }
    }

    void remove(CacheKey key) {
        int slot = find(key);
        if (slot != NONE) {
            free(slot);
        }
    }

    void removeIf(BiPredicate<CacheKey, ? super V> test) {
        for (int slot = 0; slot < arrays.slots(); slot++) {
            SlotArrays.Entry<V> entry = arrays.copy(slot);
            if (entry != null && test.test(entry.key(), entry.value())) {
                free(slot);
            }
        }
    }

    void clear() {
        for (int slot = 0; slot < arrays.slots(); slot++) {
            if (!arrays.isFree(slot)) {
                free(slot);
            }
        }
    }

    /** Visits copies of the entries, longest unused first. */
    void forEach(BiConsumer<CacheKey, ? super V> visitor) {
        List<SlotArrays.Entry<V>> copies = new ArrayList<>(entries);
        for (int slot = 0; slot < arrays.slots(); slot++) {
            SlotArrays.Entry<V> entry = arrays.copy(slot);
            if (entry != null) {
                copies.add(entry);
            }
        }
        int now = age.get();
        copies.sort(Comparator.comparingInt((SlotArrays.Entry<V> entry) -> now - entry.age()).reversed());
        copies.forEach(entry -> visitor.accept(entry.key(), entry.value()));
    }

    int size() {
        return entries;
    }

    CacheStats stats(int queued) {
        return counters.stats(entries, arrays.slots(), queued);
    }

    /** Looks for the key in some slots, for a reader, and counts a hit. {@code probed}: the slots examined before. */
    private V search(CacheKey key, int from, int to, int probed) {
        int hash = key.hashCode();
        for (int slot = from; (slot = arrays.nextWithHash(hash, slot, to)) < to; slot++) {
            V value = arrays.read(slot, key);
            if (value != null) {
                arrays.renew(slot, age.get());
                int passed = probed + slot - from;
                counters.hit();
                counters.furtherProbes(passed);
                countPassed(passed);
                return value;
            }
        }
        return null;
    }

    private void countPassed(int others) {
        if (others > 0) {
            counters.collision();
        }
    }

    private int find(CacheKey key) {
        int home = arrays.home(key.hashCode());
        int slot = find(key, home, arrays.slots());
        return slot != NONE ? slot : find(key, 0, home);
    }

    private int find(CacheKey key, int from, int to) {
        int hash = key.hashCode();
        for (int slot = from; (slot = arrays.nextWithHash(hash, slot, to)) < to; slot++) {
            if (!arrays.isFree(slot) && arrays.holds(slot, key)) {
                return slot;
            }
        }
        return NONE;
    }

    private int firstFree(int home) {
        int slot = home;
        while (!arrays.isFree(slot)) {
            slot = slot + 1 == arrays.slots() ? 0 : slot + 1;
        }
        return slot;
    }

    private int oldest(int now) {
        int oldest = 0;
        int longest = now - arrays.age(0);
        for (int slot = 1; slot < arrays.slots(); slot++) {
            int unused = now - arrays.age(slot);
            if (unused > longest) {
                longest = unused;
                oldest = slot;
            }
        }
        return oldest;
    }

    private void free(int slot) {
        arrays.free(slot);
        entries = entries - 1;
    }
}
