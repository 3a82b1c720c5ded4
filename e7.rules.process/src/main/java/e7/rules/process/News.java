package e7.rules.process;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells the engine that answers are others by now, at most twice a second: each time it forgets all verdicts, and whoever starts many
 * programs must not make it do that all the time.
 */
final class News implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 500;

    private final ScheduledThreadPoolExecutor timer;
    private volatile Runnable changed = () -> {};
    private boolean pending;
    private long toldAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);

    News() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "e7-process-news");
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void onChange(Runnable newChanged) {
        changed = newChanged;
    }

    /** As soon as the interval allows. */
    void tellSoon() {
        tell(0);
    }

    /** After a while: what could not be begun now may be then. */
    void tellLater() {
        tell(INTERVAL_MILLIS);
    }

    private synchronized void tell(long delayMillis) {
        if (pending || timer.isShutdown()) {
            return;
        }
        pending = true;
        long sinceMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - toldAt);
        timer.schedule(this::tellNow, Math.max(delayMillis, INTERVAL_MILLIS - sinceMillis), TimeUnit.MILLISECONDS);
    }

    private void tellNow() {
        synchronized (this) {
            // First: what changes from here on is told again.
            pending = false;
            toldAt = System.nanoTime();
        }
        changed.run();
    }

    /** Nothing is told any more. */
    @Override
    public void close() {
        synchronized (this) {
            timer.shutdown();
        }
        try {
            timer.awaitTermination(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
