package e7.cache.list;

import e7.api.cache.CacheKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One entry of a {@link DouaneListCache}. Key and value never change, so that whoever can see the node sees both whole.
 *
 * @param <V> the cache's values
 */
final class Node<V> {

    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(Node.class, "next", Node.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The key's hash again: a walk should touch the key of no node but the one it looks for. */
    final int hash;

    final CacheKey key;
    final V value;

    /** Towards the tail. Written under the list's lock, read by everybody; stays as it was when the node is taken out. */
    private Node<V> next;

    /** Towards the head. Readers never follow it: read and written under the list's lock only. */
    Node<V> previous;

    Node(CacheKey key, V value) {
        this.hash = key.hashCode();
        this.key = key;
        this.value = value;
    }

    /** The list's head: no key, no value, never looked at. */
    static <V> Node<V> head() {
        return new Node<>(new CacheKey(), null);
    }

    /** Acquire: what was written before the node was linked in is seen. */
    @SuppressWarnings("unchecked")
    Node<V> nextAcquire() {
        return (Node<V>) NEXT.getAcquire(this);
    }

    /** For the writer, who holds the lock under which the field is written. */
    Node<V> nextPlain() {
        return next;
    }

    /** Release: publishes the node given, with all that it holds. */
    void nextRelease(Node<V> node) {
        NEXT.setRelease(this, node);
    }

    boolean isFor(CacheKey wanted, int wantedHash) {
        return hash == wantedHash && key.matches(wanted);
    }
}
