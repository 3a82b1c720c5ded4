package e7.rules.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Threads for work that may never end: reading what belongs to a user's process can wait for that user's own program (FUSE), and nothing
 * makes a thread leave such a read. So each user has a lane, a queue with a few threads of its own, and whoever lets his threads hang
 * delays himself alone. Root's lane is there whatever the others use up.
 *
 * <p>{@code this} is the lock of everything. A thread ends when its lane has nothing to do.
 */
final class Lanes implements AutoCloseable {

    /** In all lanes but root's: a thread that hangs costs its stack, some ten kilobytes. */
    static final int MOST_THREADS = 64;

    /** Of one lane. */
    static final int MOST_WAITING = 64;

    private static final long ROOT = 0;
    private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String name;
    private final int width;
    private final Map<Long, Lane> lanes = new HashMap<>();
    private int threads;
    private int started;
    private volatile boolean closed;

    /**
     * Without threads yet.
     *
     * @param name what its threads are called
     * @param width how many threads a lane has at most
     */
    Lanes(String name, int width) {
        this.name = name;
        this.width = width;
    }

    /** One user's. */
    private final class Lane {
        private final long user;
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private final List<Thread> busy = new ArrayList<>();

        Lane(long user) {
            this.user = user;
        }
    }

    /**
     * Has a task run soon, on a thread of the user's lane.
     *
     * @param task throws nothing; looks at {@link #isClosed} where it takes long
     * @return false if too much of his waits already, or too many threads hang
     */
    synchronized boolean run(long user, Runnable task) {
        Lane lane = lanes.getOrDefault(user, new Lane(user));
        boolean mayGrow = lane.busy.size() < width && (user == ROOT || threads < MOST_THREADS);
        if (closed || lane.waiting.size() >= MOST_WAITING || lane.busy.isEmpty() && !mayGrow) {
            return false;
        }
        lanes.put(user, lane);
        lane.waiting.add(task);
        if (mayGrow) {
            start(lane);
        }
        return true;
    }

    private void start(Lane lane) {
        Thread thread = new Thread(() -> work(lane), name + "-" + started++);
        thread.setDaemon(true);
        // First, as it may be refused; the thread itself waits for this lock.
        thread.start();
        lane.busy.add(thread);
        threads += lane.user == ROOT ? 0 : 1;
    }

    private void work(Lane lane) {
        Runnable task = next(lane);
        while (task != null) {
            task.run();
            task = next(lane);
        }
    }

    private synchronized Runnable next(Lane lane) {
        Runnable task = lane.waiting.poll();
        if (task == null) {
            lane.busy.remove(Thread.currentThread());
            threads -= lane.user == ROOT ? 0 : 1;
            if (lane.busy.isEmpty()) {
                lanes.remove(lane.user, lane);
            }
        }
        return task;
    }

    /** Whether nothing is wanted any more. */
    boolean isClosed() {
        return closed;
    }

    /** Lets every thread end after its task, and waits half a second for those that do. One that hangs ends when its read does. */
    @Override
    public void close() {
        List<Thread> left = new ArrayList<>();
        synchronized (this) {
            closed = true;
            for (Lane lane : lanes.values()) {
                lane.waiting.clear();
                left.addAll(lane.busy);
            }
        }
        long deadline = System.nanoTime() + CLOSE_NANOS;
        try {
            for (Thread thread : left) {
                // Zero would be for ever.
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
