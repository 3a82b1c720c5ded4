package e7.cache.slot;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The ordered work queue of an {@link ArraySlotCache} and the one thread that does the work.
 *
 * <p>Structure: an unbounded lock-free queue with a count beside it, so that {@link #offer} can refuse when too much waits while
 * {@link #perform} never is refused.
 *
 * <p>Order: work is done in the order of the calls that asked for it; what one thread asks for before another's call, as far as there is
 * a before, is done before it.
 *
 * <p>Who waits: the thread itself, parked, when there is nothing to do; whoever calls {@link #perform}, until it is done; nobody else.
 * {@code idle} is set before the last look at the queue, and callers look at it after they have added: one of the two sees the other.
 *
 * <p>How it ends: {@link #close} lets the work in hand finish and leaves the rest undone; callers that wait are released. Work that
 * throws ends nothing: {@link #perform} hands it to its caller, and for the rest {@code afterFailure} is run.
 */
final class WriterThread implements AutoCloseable {

    private static final long LOOK_AGAIN_NANOS = 10_000_000;

    private final ConcurrentLinkedQueue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final int limit;
    private final Runnable betweenWork;
    private final Runnable afterFailure;
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param limit how much may wait before {@link #offer} refuses
     * @param betweenWork is done by the thread before each piece of work, and when it was {@linkplain #wake woken}
     * @param afterFailure is done by the thread when offered work threw
     */
    WriterThread(String name, int limit, Runnable betweenWork, Runnable afterFailure) {
        this.limit = limit;
        this.betweenWork = betweenWork;
        this.afterFailure = afterFailure;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks for some work, to be done later; returns false, without having waited, if too much is waiting. */
    boolean offer(Runnable change) {
        if (closed || queued.get() >= limit) {
            return false;
        }
        append(change);
        return true;
    }

    /** Puts some work last in the queue, whatever the limit. */
    void append(Runnable change) {
        queued.incrementAndGet();
        work.add(change);
        wake();
    }

    /** Makes the thread look for what it has to do between its work. */
    void wake() {
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** Has some work done and waits for it; what it throws is thrown here. After the end it does nothing. */
    void perform(Runnable change) {
        if (Thread.currentThread() == thread) {
            // Work that asks for work, such as a test given to removeIf, would wait for itself.
            change.run();
            return;
        }
        Awaited awaited = new Awaited(change);
        append(awaited);
        awaited.await();
    }

    /** How much waits to be done. */
    int queued() {
        return queued.get();
    }

    /** Ends the thread; returns when it has ended. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        work.clear();
        queued.set(0);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            betweenWork.run();
            Runnable change = work.poll();
            if (change == null) {
                rest();
            } else {
                queued.decrementAndGet();
                perform(change, afterFailure);
            }
        }
    }

    private static void perform(Runnable change, Runnable afterFailure) {
        try {
            change.run();
        } catch (RuntimeException | Error e) {
            // Only a lack of memory can come here: what throws in awaited work is its caller's. The entry is lost, the thread must not be.
            afterFailure.run();
        }
    }

    /** Parks once unless there is work. A wake-up for nothing costs one round of the loop. */
    private void rest() {
        idle = true;
        if (work.isEmpty() && !closed) {
            betweenWork.run();
            if (work.isEmpty()) {
                LockSupport.park(this);
            }
        }
        idle = false;
    }

    /** Work that somebody waits for. */
    private final class Awaited implements Runnable {

        private final Runnable change;
        private final Thread caller = Thread.currentThread();

        /** Written before {@code done}. */
        private Throwable thrown;

        private volatile boolean done;

        Awaited(Runnable change) {
            this.change = change;
        }

        @Override
        public void run() {
            try {
                change.run();
            } catch (RuntimeException | Error e) {
                thrown = e;
            }
            done = true;
            LockSupport.unpark(caller);
        }

        void await() {
            while (!done && thread.isAlive()) {
                // The time limit is for a thread that ended with this work still in its queue.
                LockSupport.parkNanos(WriterThread.this, LOOK_AGAIN_NANOS);
            }
            if (done && thrown instanceof RuntimeException e) {
                throw e;
            }
            if (done && thrown instanceof Error e) {
                throw e;
            }
        }
    }
}
