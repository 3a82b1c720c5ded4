package e7.api.cache;

import java.util.Arrays;

/**
 * A key of a few longs: a mutable one that a thread reuses for look-ups, or a {@linkplain #copy() copy} that is never changed again and
 * may be kept by a cache. All keys of one cache have the same length unless the rules changed in between.
 */
public final class CacheKey {

    /** The most longs a key may have. */
    public static final int MAX_WORDS = 16;

    private final long[] words;
    private int size;
    private int hash;

    /** An empty key to be filled. */
    public CacheKey() {
        words = new long[MAX_WORDS];
    }

    private CacheKey(long[] words, int hash) {
        this.words = words;
        this.size = words.length;
        this.hash = hash;
    }

    /** Empties the key. */
    public CacheKey reset() {
        size = 0;
        hash = 0;
        return this;
    }

    /**
     * Appends one long.
     *
     * @throws ArrayIndexOutOfBoundsException beyond {@link #MAX_WORDS}
     */
    public CacheKey add(long word) {
        words[size++] = word;
        // Murmur3's finaliser on each word: adjacent cookies and ports must not land in adjacent slots only.
        long mixed = (word ^ (word >>> 33) ^ hash) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash = (int) (mixed ^ (mixed >>> 32));
        return this;
    }

    /** How many longs the key has. */
    public int size() {
        return size;
    }

    /** The long at {@code index}, 0 to {@link #size()} - 1. */
    public long word(int index) {
        return words[index];
    }

    /** A well-mixed hash of all words, kept up with every {@link #add}. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key && matches(key);
    }

    /** {@code equals} without the type test, for the packet path. */
    public boolean matches(CacheKey other) {
        return hash == other.hash && size == other.size && Arrays.equals(words, 0, size, other.words, 0, size);
    }

    /** An independent key of the same words, to be kept. */
    public CacheKey copy() {
        return new CacheKey(Arrays.copyOf(words, size), hash);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("CacheKey[");
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : " ").append(Long.toHexString(words[i]));
        }
        return text.append(']').toString();
    }
}
