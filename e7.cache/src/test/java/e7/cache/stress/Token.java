package e7.cache.stress;

import e7.api.cache.CacheKey;

/** A value that shows whose it is, with a field that nothing but the cache publishes. */
public final class Token {

    /** What a look-up returned: nothing, the key's own value, or something that must never be returned. */
    public static final int NOTHING = 0;

    public static final int OWN = 1;
    public static final int WRONG = 2;

    private int number;

    public Token(int number) {
        this.number = number;
    }

    public static CacheKey key(int number) {
        // Equal first halves: half of a new key and half of an old one must not make a third.
        return new CacheKey().add(7).add(number).add(-number);
    }

    public static int outcome(Token seen, int number) {
        return seen == null ? NOTHING : seen.number == number ? OWN : WRONG;
    }
}
