package e7.cache.list;

import e7.api.cache.Cache;
import e7.api.cache.CacheKey;
import e7.api.cache.CacheStats;
import e7.cache.figures.Counters;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * Douane's cache carried to Java: a linked list that readers walk without locks.
 *
 * <p>Structure: a head without an entry, then the entries, newest first. Readers follow {@code next} only. A bounded list forgets at its
 * tail, so that it is first in, first out; a look-up writes nothing that another one reads.
 *
 * <p>Who may write: one thread at a time, the one that holds this object's monitor.
 *
 * <p>What publishes: the release store of {@code next} in the node before. A node is complete when it is linked in and never changes: a
 * new value for a key is a new node at the head, and the old one is taken out after that, so that a reader meets the one or the other.
 *
 * <p>What frees: taking a node out makes the node before it point behind it. The node itself keeps its {@code next}: a reader that
 * stands on it goes on to the tail all the same, and the garbage collector keeps the node for as long as that takes. This is the grace
 * period that the ancestor got from RCU. A node points to older ones only, so dead nodes do not keep younger ones alive.
 *
 * <p>How it fails: a reader that has passed the head when a key's value is replaced, and arrives when the old node is gone, misses. It
 * cannot see a node that was taken out before it began, since nothing that it can reach points there. A look-up costs as much as the
 * list is long.
 *
 * @param <V> an immutable value
 */
final class DouaneListCache<V> implements Cache<V> {

    private final Node<V> head = Node.head();
    private final Counters counters = new Counters();
    private final int capacity;

    /** The node to be forgotten next, or the head. Guarded by this. */
    private Node<V> tail = head;

    /** Written under the monitor. */
    private volatile int entries;

    /** Guarded by this. */
    private boolean closed;

    DouaneListCache(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of a cache: capacity=" + capacity);
        }
        this.capacity = capacity;
    }

    @Override
    public V get(CacheKey key) {
        int hash = key.hashCode();
        int walked = 0;
        for (Node<V> node = head.nextAcquire(); node != null; node = node.nextAcquire()) {
            walked++;
            if (node.isFor(key, hash)) {
                counters.hit();
                countPassed(walked - 1, walked - 1);
                return node.value;
            }
        }
        counters.miss();
        countPassed(walked, walked - 1);
        return null;
    }

    @Override
    public synchronized void put(CacheKey key, V value) {
        if (value == null) {
            throw new NullPointerException("value of a cache entry: key=" + key);
        }
        if (closed) {
            return;
        }
        if (head.nextPlain() != null && !head.nextPlain().isFor(key, key.hashCode())) {
            counters.collision();
        }
        Node<V> old = find(key);
        link(new Node<>(key.copy(), value));
        if (old != null) {
            unlink(old);
        } else if (entries > capacity) {
            unlink(tail);
            counters.eviction();
        }
    }

    @Override
    public synchronized void remove(CacheKey key) {
        Node<V> node = find(key);
        if (node != null) {
            unlink(node);
        }
    }

    /** {@inheritDoc} The test is called with the list locked for other writers. */
    @Override
    public synchronized void removeIf(BiPredicate<CacheKey, ? super V> test) {
        for (Node<V> node = head.nextPlain(); node != null; node = node.nextPlain()) {
            if (test.test(node.key, node.value)) {
                unlink(node);
            }
        }
    }

    /** {@inheritDoc} Oldest entry first; the visitor is called with the list locked for other writers. */
    @Override
    public synchronized void forEach(BiConsumer<CacheKey, ? super V> visitor) {
        for (Node<V> node = tail; node != head; node = node.previous) {
            visitor.accept(node.key, node.value);
        }
    }

    @Override
    public int size() {
        return entries;
    }

    @Override
    public CacheStats stats() {
        return counters.stats(entries, capacity, 0);
    }

    @Override
    public synchronized void close() {
        closed = true;
        head.nextRelease(null);
        tail = head;
        entries = 0;
    }

    private void countPassed(int others, int furtherProbes) {
        counters.furtherProbes(furtherProbes);
        if (others > 0) {
            counters.collision();
        }
    }

    private Node<V> find(CacheKey key) {
        int hash = key.hashCode();
        Node<V> node = head.nextPlain();
        while (node != null && !node.isFor(key, hash)) {
            node = node.nextPlain();
        }
        return node;
    }

    private void link(Node<V> node) {
        Node<V> second = head.nextPlain();
        node.previous = head;
        node.nextRelease(second);
        if (second == null) {
            tail = node;
        } else {
            second.previous = node;
        }
        head.nextRelease(node);
        entries = entries + 1;
    }

    private void unlink(Node<V> node) {
        Node<V> after = node.nextPlain();
        if (after == null) {
            tail = node.previous;
        } else {
            after.previous = node.previous;
        }
        node.previous.nextRelease(after);
        entries = entries - 1;
    }
}
