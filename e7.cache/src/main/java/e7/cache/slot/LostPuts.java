package e7.cache.slot;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The hashes of puts that found the work queue full.
 *
 * <p>Such a put is dropped, as a queue thread must not wait. But an earlier value of its key, in the table or still in the queue, may then
 * no longer be returned for ever: it is not the last one that was put. So the hash is marked here, and the writer {@linkplain #take takes}
 * the marks, and has all entries of these hashes removed by a piece of work at the end of the queue, behind every put that was asked for
 * before the marks were made. That a mark stands for many hashes costs some entries, never a wrong value.
 *
 * <p>Who may write: any thread marks, the writer takes. {@code any} is set after a mark and reset before the marks are taken, so that a
 * mark made meanwhile is taken now or next time.
 */
final class LostPuts {

    private static final int WORDS = 64;
    private static final int BITS = WORDS * Long.SIZE;

    private final AtomicLongArray marks = new AtomicLongArray(WORDS);
    private volatile boolean any;

    void mark(int hash) {
        int bit = bit(hash);
        marks.getAndUpdate(bit / Long.SIZE, word -> word | 1L << bit);
        any = true;
    }

    boolean any() {
        return any;
    }

    /** Returns the marks made so far and forgets them. */
    Marks take() {
        any = false;
        long[] taken = new long[WORDS];
        for (int word = 0; word < WORDS; word++) {
            taken[word] = marks.getAndSet(word, 0);
        }
        return hash -> (taken[bit(hash) / Long.SIZE] >>> bit(hash) & 1) != 0;
    }

    /** A set of hashes, rounded up. */
    interface Marks {
        boolean have(int hash);
    }

    private static int bit(int hash) {
        return hash & BITS - 1;
    }
}
