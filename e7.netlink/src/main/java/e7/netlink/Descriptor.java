package e7.netlink;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file descriptor that may be closed while others use it. The number is given back to the system only when the last user has left, so
 * that no call can reach a descriptor that has meanwhile become somebody else's.
 *
 * <p>State: the number of users, with the top bit set once {@link #close} was called. Whoever makes it exactly {@code CLOSING}, that is,
 * closed and without users, closes the descriptor; no two can, since {@link #enter} never raises a closed one.
 */
final class Descriptor {
    private static final int CLOSING = Integer.MIN_VALUE;

    private final int fd;
    private final AtomicInteger state = new AtomicInteger();

    Descriptor(int fd) {
        this.fd = fd;
    }

    /** The number; to be used between {@link #enter} and {@link #leave} only. */
    int number() {
        return fd;
    }

    /** Takes part; false if it is closed, and then {@link #leave} must not be called. */
    boolean enter() {
        int users = state.get();
        while (users >= 0) {
            int seen = state.compareAndExchange(users, users + 1);
            if (seen == users) {
                return true;
            }
            users = seen;
        }
        return false;
    }

    void leave() {
        if (state.decrementAndGet() == CLOSING) {
            Libc.close(fd);
        }
    }

    /** Bars newcomers; the descriptor is closed at once or by the last one to leave. */
    void close() {
        if (state.getAndUpdate(users -> users | CLOSING) == 0) {
            Libc.close(fd);
        }
    }

    boolean isClosed() {
        return state.get() < 0;
    }
}
