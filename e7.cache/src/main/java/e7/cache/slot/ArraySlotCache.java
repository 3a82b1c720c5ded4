package e7.cache.slot;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * EftirlitSeven's cache: entries in arrays of fields, readers without locks, and one ordered work queue for all changes.
 *
 * <p>Structure: {@link SlotTable} for the entries, {@link WriterThread} for the queue and its thread, {@link LostPuts} for what did not fit
 * into the queue.
 *
 * <p>Who may write: the writer thread alone, so that changes need no lock and cannot overtake each other. {@link #put} asks and goes on;
 * {@link #remove} and {@link #removeIf} ask and wait, since their callers rely on the entry being gone. The few microseconds that takes
 * are no matter: entries are removed when sockets close or programs change, not for packets.
 *
 * <p>What publishes: see {@link SlotArrays}. What frees: a slot that is emptied or refilled drops its reference.
 *
 * <p>How it fails: when the queue is full, puts are forgotten, together with what their keys had before. A value lags behind its put by
 * the queue's length; it never does behind a removal.
 *
 * @param <V> an immutable value
 */
final class ArraySlotCache<V> implements Cache<V> {

    private final SlotTable<V> table;
    private final LostPuts lost = new LostPuts();
    private final WriterThread writer;
    private final Runnable onClose;

    /**
     * @param name the writer thread's
     * @param queueLimit puts that may wait
     * @param onClose is run when the cache is closed
     */
    ArraySlotCache(SlotTable<V> table, String name, int queueLimit, Runnable onClose) {
        this.table = table;
        this.onClose = onClose;
        this.writer = new WriterThread(name, queueLimit, this::forgetLost, table::clear);
    }

    @Override
    public V get(CacheKey key) {
        return table.get(key);
    }

    @Override
    public void put(CacheKey key, V value) {
        if (value == null) {
            throw new NullPointerException("value of a cache entry: key=" + key);
        }
        CacheKey kept = key.copy();
        if (!writer.offer(() -> table.put(kept, value))) {
            lost.mark(kept.hashCode());
            writer.wake();
        }
    }

    /** {@inheritDoc} Waits for the writer. */
    @Override
    public void settle() {
        writer.perform(() -> {});
    }

    @Override
    public void remove(CacheKey key) {
        writer.perform(() -> table.remove(key));
    }

    /** {@inheritDoc} The test is called by the writer thread, while changes wait. */
    @Override
    public void removeIf(BiPredicate<CacheKey, ? super V> test) {
        writer.perform(() -> table.removeIf(test));
    }

    /** {@inheritDoc} Longest unused first. */
    @Override
    public void forEach(BiConsumer<CacheKey, ? super V> visitor) {
        table.forEach(visitor);
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public CacheStats stats() {
        return table.stats(writer.queued());
    }

    @Override
    public synchronized void close() {
        writer.close();
        // The writer has ended, so that this thread may write.
        table.clear();
        onClose.run();
    }

    /** Has something done by the writer thread, behind the changes asked for so far; does not wait. */
    void inWriter(Runnable action) {
        writer.append(action);
    }

    /** For the writer, between its work. */
    private void forgetLost() {
        if (lost.any()) {
            LostPuts.Marks marks = lost.take();
            writer.append(() -> table.removeIf((key, value) -> marks.have(key.hashCode())));
        }
    }
}
