package e7.cache.sets;

import e7.api.cache.CacheKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One entry of a {@link SetAssocCache}. All but its age is final, so that whoever can see it sees it whole.
 *
 * <p>The key's first two longs lie in the entry itself: together with the value they are one cache line, where a key of its own would be
 * two more. The engine's process keys are no longer than that.
 *
 * @param <V> the cache's values
 */
final class Entry<V> {

    private static final int INLINE_WORDS = 2;
    private static final VarHandle AGE;

    static {
        try {
            AGE = MethodHandles.lookup().findVarHandle(Entry.class, "age", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final V value;

    private final int size;
    private final long first;
    private final long second;

    /** The key's longs from the third on, or null. */
    private final long[] rest;

    /** How many writes the set had seen at the last use. Written by anybody; a late or lost write costs the order of eviction only. */
    private int age;

    Entry(CacheKey key, V value, int age) {
        this.value = value;
        this.size = key.size();
        this.first = size > 0 ? key.word(0) : 0;
        this.second = size > 1 ? key.word(1) : 0;
        this.rest = size > INLINE_WORDS ? new long[size - INLINE_WORDS] : null;
        for (int i = INLINE_WORDS; i < size; i++) {
            rest[i - INLINE_WORDS] = key.word(i);
        }
        this.age = age;
    }

    boolean isFor(CacheKey key) {
        return key.size() == size
                && (size < 1 || key.word(0) == first)
                && (size < 2 || key.word(1) == second)
                && (size <= INLINE_WORDS || restIs(key));
    }

    /** The key, new. */
    CacheKey key() {
        CacheKey key = new CacheKey();
        for (int i = 0; i < size; i++) {
            key.add(i == 0 ? first : i == 1 ? second : rest[i - INLINE_WORDS]);
        }
        return key.copy();
    }

    /** How many writes to the set ago the entry was used; right while that is less than 2^31. */
    int unused(int now) {
        return now - (int) AGE.getOpaque(this);
    }

    /** Says that the entry was used; written only when it changes, lest readers of a hot entry fight over its cache line. */
    void renew(int now) {
        if ((int) AGE.getOpaque(this) != now) {
            AGE.setOpaque(this, now);
        }
    }

    private boolean restIs(CacheKey key) {
        for (int i = INLINE_WORDS; i < size; i++) {
            if (key.word(i) != rest[i - INLINE_WORDS]) {
                return false;
            }
        }
        return true;
    }
}
