package e7.cache.slot;

import e7.api.cache.CacheKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The layout of {@link ArraySlotCache}: one array for each field of an entry, and what may be read and written in which order. How an
 * entry is searched and which one gives way is the cache's matter.
 *
 * <pre>
 *   slot          0      1      2   ...
 *   sequences   [ 4      2      7   ...   even: at rest; odd: being written
 *   hashes      [ h      h      h   ...
 *   sizes       [ 2      1      0   ...   longs in the key
 *   words[0]    [ w      w      w   ...   first long of each key
 *   words[1]    [ w      -      -   ...   and so on; a row is made when a key needs it
 *   values      [ v      v      null...   null: the slot is free
 *   ages        [ a      a      a   ...
 * </pre>
 *
 * <p>Who may write: one thread, the writer, everything; readers only {@code ages}, where a write that is lost or late costs the order of
 * eviction and nothing else.
 *
 * <p>What publishes: {@link #fill} and {@link #free} make the slot's sequence odd, write, and make it even again with release. A reader
 * takes the sequence with acquire, reads, and takes it again behind a fence ({@link #read}): the same even number twice means that no
 * write came in between, so that key and value belong together. A reader that sees anything else treats the slot as another key's and
 * goes on; it never waits. A sequence would have to go round all 2^32 numbers within one read to deceive.
 *
 * <p>{@link #replace} changes a value under an unchanged key and needs no sequence: the reference alone is written, with release.
 *
 * @param <V> an immutable value
 */
final class SlotArrays<V> {

    private static final VarHandle SEQUENCE = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);

    private final int[] sequences;
    private final int[] hashes;
    private final byte[] sizes;
    private final long[][] words = new long[CacheKey.MAX_WORDS][];
    private final Object[] values;
    private final int[] ages;

    SlotArrays(int slots) {
        sequences = new int[slots];
        hashes = new int[slots];
        sizes = new byte[slots];
        values = new Object[slots];
        ages = new int[slots];
    }

    int slots() {
        return hashes.length;
    }

    /** The slot from which a hash is searched: the hash scaled to the number of slots, which thus need not be a power of two. */
    int home(int hash) {
        return (int) ((hash & 0xffff_ffffL) * hashes.length >>> 32);
    }

    /**
     * The first slot at {@code from} or later, below {@code to}, that holds this hash; or {@code to}. Plain reads, so that the loop is
     * as fast as one over an array can be: a stale hash is noticed by {@link #read} or is a miss like any other.
     */
    int nextWithHash(int hash, int from, int to) {
        int[] searched = hashes;
        int slot = from;
        while (slot < to && searched[slot] != hash) {
            slot++;
        }
        return slot;
    }

    /** The value in the slot if it is this key's and nobody wrote meanwhile; else null. For readers. */
    V read(int slot, CacheKey key) {
        int before = sequenceAcquire(slot);
        if ((before & 1) != 0 || !holds(slot, key)) {
            return null;
        }
        V value = valueAcquire(slot);
        return unchangedSince(slot, before) ? value : null;
    }

    /** What a slot held at one moment. */
    record Entry<V>(CacheKey key, V value, int age) {}

    /** A copy of what the slot holds, or null if it is free or being written. For readers off the packet path. */
    Entry<V> copy(int slot) {
        int before = sequenceAcquire(slot);
        V value = valueAcquire(slot);
        if ((before & 1) != 0 || value == null) {
            return null;
        }
        CacheKey key = key(slot);
        Entry<V> entry = new Entry<>(key.copy(), value, age(slot));
        return unchangedSince(slot, before) ? entry : null;
    }

    /** Whether the slot holds this key. For the writer, and for readers between two looks at the sequence. */
    boolean holds(int slot, CacheKey key) {
        int size = key.size();
        if (hashes[slot] != key.hashCode() || sizes[slot] != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            long[] row = words[i];
            if (row == null || row[slot] != key.word(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the slot holds no entry. */
    boolean isFree(int slot) {
        return values[slot] == null;
    }

    /** The slot's value. For the writer. */
    @SuppressWarnings("unchecked")
    V value(int slot) {
        return (V) values[slot];
    }

    int hash(int slot) {
        return hashes[slot];
    }

    int age(int slot) {
        return ages[slot];
    }

    /** Says that the slot was used. For anybody; written only when it changes, lest readers of hot entries fight over a cache line. */
    void renew(int slot, int age) {
        if (ages[slot] != age) {
            ages[slot] = age;
        }
    }

    /** Puts an entry into a slot, free or not. For the writer. */
    void fill(int slot, CacheKey key, V value, int age) {
        makeRows(key.size());
        int sequence = beginWrite(slot);
        hashes[slot] = key.hashCode();
        sizes[slot] = (byte) key.size();
        for (int i = 0; i < key.size(); i++) {
            words[i][slot] = key.word(i);
        }
        values[slot] = value;
        ages[slot] = age;
        endWrite(slot, sequence);
    }

    /** Gives the slot's key another value. For the writer. */
    void replace(int slot, V value, int age) {
        VALUE.setRelease(values, slot, value);
        ages[slot] = age;
    }

    /** Empties a slot. For the writer. */
    void free(int slot) {
        int sequence = beginWrite(slot);
        hashes[slot] = 0;
        sizes[slot] = 0;
        values[slot] = null;
        endWrite(slot, sequence);
    }

    /** The slot's key, new. For the writer; a reader must look at the sequence before and after. */
    private CacheKey key(int slot) {
        CacheKey key = new CacheKey();
        for (int i = 0; i < sizes[slot]; i++) {
            key.add(words[i] == null ? 0 : words[i][slot]);
        }
        return key;
    }

    private void makeRows(int size) {
        for (int i = 0; i < size; i++) {
            if (words[i] == null) {
                // Readers get to see the row with the first entry that needs it, through that entry's sequence.
                words[i] = new long[hashes.length];
            }
        }
    }

    private int sequenceAcquire(int slot) {
        return (int) SEQUENCE.getAcquire(sequences, slot);
    }

    @SuppressWarnings("unchecked")
    private V valueAcquire(int slot) {
        return (V) VALUE.getAcquire(values, slot);
    }

    /** The fence keeps the reads of the entry in front of the second look at the sequence. */
    private boolean unchangedSince(int slot, int before) {
        VarHandle.acquireFence();
        return (int) SEQUENCE.getOpaque(sequences, slot) == before;
    }

    /** The fence keeps the writes to the entry behind the odd sequence. */
    private int beginWrite(int slot) {
        int sequence = sequences[slot] + 1;
        SEQUENCE.setOpaque(sequences, slot, sequence);
        VarHandle.releaseFence();
        return sequence;
    }

    private void endWrite(int slot, int sequence) {
        SEQUENCE.setRelease(sequences, slot, sequence + 1);
    }
}
