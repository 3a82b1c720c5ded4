package e7.kernel.policy;

import e7.kernel.journal.Faults;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The thread {@code e7-policy}, which does what is to be done later. A task that fails is tried again a second after, and said: were it given
 * up in silence, a rule whose time is over would go on allowing. Any thread.
 */
final class PolicyTimer {

    private static final long AGAIN_MILLIS = 1000;

    private final Faults faults;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "e7-policy");
        thread.setDaemon(true);
        return thread;
    });

    PolicyTimer(Faults faults) {
        this.faults = faults;
    }

    /**
     * Does something in so many milliseconds; after {@link #stop} nothing.
     *
     * @param doing what that is, as in {@link Faults#add}
     * @return to cancel it by, or null
     */
    Future<?> in(long millis, String doing, Runnable task) {
        try {
            return timer.schedule(() -> run(doing, task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private void run(String doing, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            faults.add(doing, e);
            in(AGAIN_MILLIS, doing, task);
        }
    }

    /** What is to come will not come. */
    void stop() {
        timer.shutdownNow();
    }
}
