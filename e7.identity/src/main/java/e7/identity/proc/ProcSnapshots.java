package e7.identity.proc;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One snapshot of /proc for all threads. Who needs one that was begun after a moment waits for the scan that is under way, if it was begun
 * after that, or else for the next, which the first of those who wait for it makes. So there is never more than one scan at a time, and
 * however many wait, each waits for two at most.
 */
public final class ProcSnapshots {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Privileges privileges;
    /** Whoever has set {@code scanning} may use it. */
    private final ProcScan scan;
    private boolean scanning;
    private volatile SocketSnapshot latest;

    /** Reads what we are allowed to see. */
    public ProcSnapshots() throws IOException {
        privileges = Privileges.own();
        scan = new ProcScan(privileges);
    }

    Privileges privileges() {
        return privileges;
    }

    /** The latest snapshot, or null. */
    SocketSnapshot latest() {
        return latest;
    }

    /**
     * A snapshot that was begun after a moment, in System.nanoTime(). Takes milliseconds.
     *
     * @return null if /proc cannot be read
     */
    SocketSnapshot begunAfter(long moment) {
        lock.lock();
        try {
            while (scanning) {
                ended.awaitUninterruptibly();
                if (isAfter(moment)) {
                    return latest;
                }
            }
            if (isAfter(moment)) {
                return latest;
            }
            scanning = true;
        } finally {
            lock.unlock();
        }
        SocketSnapshot next = null;
        try {
            next = scan.run();
            return next;
        } finally {
            publish(next);
        }
    }

    private boolean isAfter(long moment) {
        return latest != null && latest.begun() - moment >= 0;
    }

    private void publish(SocketSnapshot next) {
        lock.lock();
        try {
            latest = next != null ? next : latest;
            scanning = false;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
