package e7.kernel.engine;

import e7.kernel.journal.RecordRing;
import e7.kernel.pipeline.JudgingThread;
import e7.kernel.pipeline.Pipeline;
import e7.kernel.pipeline.PipelineObserver;
import e7.kernel.pipeline.PipelineReader;
import e7.kernel.pipeline.PluginRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that judge, and the one that watches over them: it answers parked packets whose time is over, and replaces a thread that is
 * stuck.
 *
 * <p>A plugin in which a thread is stuck is named, and taken out at once: the next thread would be stuck in it as well. But for resolvers:
 * how long they take to look through the processes is partly the senders' choice, and whoever opens a million files must not be able to
 * switch the naming of processes off. On a queue thread, where they have no such excuse, it counts as a fault.
 */
final class Crew implements PipelineObserver {

    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A search through all processes may take long on a busy machine; a worker that takes longer than this is stuck. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A queue thread has microseconds for a packet, and all others wait behind it. */
    private static final int QUEUE_STUCK_LOOKS = (int) (TimeUnit.MILLISECONDS.toNanos(500) / WATCH_NANOS);

    /** Stuck threads that are replaced; more would be a leak, and parked packets are answered at their deadline without any. */
    private static final int STUCK_AT_MOST = 32;

    private final EngineParts parts;
    private final int stuckLooks;
    private final List<Worker> workers = new ArrayList<>();
    private final List<QueueThread> queueThreads = new ArrayList<>();

    /** Given up, but still running; they count as readers of the pipeline they had until they end. */
    private final List<JudgingThread> stuck = new ArrayList<>();

    private final Thread watch = new Thread(this::watch, "e7-watch");
    private final RecordRing ring;
    private final PipelineReader reader;

    private volatile boolean stopping;
    private volatile boolean hurrying;
    private int made;

    Crew(EngineParts parts, int size) {
        this(parts, size, STUCK_NANOS);
    }

    Crew(EngineParts parts, int size, long stuckNanos) {
        this.parts = parts;
        this.stuckLooks = (int) Math.max(1, stuckNanos / WATCH_NANOS);
        this.ring = parts.journal().newRing();
        this.reader = parts.pipelines().register(watch.getName(), watch::isAlive, () -> {});
        watch.setDaemon(true);
        for (int i = 0; i < size; i++) {
            workers.add(new Worker(parts, made++));
        }
    }

    void start() {
        parts.pipelines().observe(this);
        workers.forEach(Thread::start);
        watch.start();
    }

    /** Starts a queue thread and watches over it from now on. */
    void add(QueueThread thread) {
        // Under the lock, or the watch would find it not started and start it, too.
        synchronized (workers) {
            thread.start();
            queueThreads.add(thread);
        }
    }

    @Override
    public void published(Pipeline next) {
        parts.room().releaseHeld();
    }

    private void watch() {
        while (!stopping) {
            LockSupport.parkNanos(WATCH_NANOS);
            try {
                look();
            } catch (Throwable e) {
                // If this thread ended, the packets of stuck threads would wait for ever.
                parts.countFault("watching the threads that judge", e);
            }
        }
    }

    private void look() {
        Pipeline pipeline = reader.enter();
        reader.adopt(pipeline);
        try {
            synchronized (workers) {
                stuck.removeIf(thread -> !thread.isAlive());
                replaceStuckQueueThreads(pipeline);
                answerOverdue(pipeline);
                replaceStuckWorkers();
            }
        } finally {
            reader.exit();
        }
    }

    private void answerOverdue(Pipeline pipeline) {
        long now = System.nanoTime() + (hurrying ? TimeUnit.HOURS.toNanos(1) : 0);
        for (ParkedPacket parked : parts.room().claimOverdue(now)) {
            parts.room().left(parked);
            if (parked.awaitsVerdict()) {
                parts.counts().timedOut.increment();
                if (!hurrying) {
                    blameForDelay(parked);
                }
            }
            Worker.answerClaimed(parts, ring, parked, pipeline, Judge.failing(pipeline));
        }
    }

    private void blameForDelay(ParkedPacket parked) {
        int looks = (int) (parked.patience() / WATCH_NANOS);
        for (Worker worker : workers) {
            PluginRecord plugin = worker.isAt(parked) ? worker.hinderedBy(looks) : null;
            if (plugin != null && plugin.kind() != PluginRecord.Kind.RESOLVER) {
                plugin.countFault();
            }
        }
    }

    /** All parked packets are overdue from now on. */
    void hurry() {
        hurrying = true;
        LockSupport.unpark(watch);
    }

    private void replaceStuckQueueThreads(Pipeline pipeline) {
        for (int i = 0; i < queueThreads.size() && !stopping; i++) {
            QueueThread thread = queueThreads.get(i);
            boolean isStuck = thread.isStuckFor(QUEUE_STUCK_LOOKS);
            PluginRecord plugin = thread.hinderedBy(QUEUE_STUCK_LOOKS);
            if (thread.getState() == Thread.State.NEW) {
                // Something failed when it was to take over, such as that the machine had no thread to give.
                thread.start();
            } else if (isStuck && hasRoomForStuck() && thread.giveUp()) {
                QueueThread next = thread.successor();
                // From here on the next look starts it, whatever fails below.
                queueThreads.set(i, next);
                thread.answerAbandoned(pipeline, ring);
                replaced(thread, plugin);
                next.start();
            } else if (isStuck && thread.giveUp()) {
                thread.answerAbandoned(pipeline, ring);
                thread.fail(new IllegalStateException("it was stuck, as were " + STUCK_AT_MOST + " threads before it"));
            }
        }
    }

    private void replaceStuckWorkers() {
        for (int i = 0; i < workers.size() && !stopping; i++) {
            Worker worker = workers.get(i);
            boolean isStuck = worker.isStuckFor(stuckLooks);
            PluginRecord plugin = worker.hinderedBy(stuckLooks);
            boolean hasEnded = worker.getState() == Thread.State.TERMINATED;
            if (hasEnded || isStuck && hasRoomForStuck() && worker.giveUp()) {
                Worker next = new Worker(parts, made++);
                workers.set(i, next);
                replaced(worker, plugin);
                worker.shutDown();
                next.start();
            } else if (worker.getState() == Thread.State.NEW) {
                worker.start();
            }
        }
    }

    private boolean hasRoomForStuck() {
        return stuck.size() < STUCK_AT_MOST;
    }

    /** Says so, and sees to it that the plugin is asked no more before another thread can come to it. */
    private void replaced(JudgingThread thread, PluginRecord plugin) {
        stuck.add(thread);
        String where = plugin == null ? "was stuck or had ended" : "was stuck in " + plugin;
        parts.events().add("fault", "thread " + thread.getName() + " " + where + ", and is replaced");
        if (plugin != null && plugin.kind() != PluginRecord.Kind.RESOLVER) {
            plugin.takeOutAtOnce("as thread " + thread.getName() + " was stuck in it");
        } else if (plugin != null && thread instanceof QueueThread) {
            plugin.countFault();
        }
    }

    /** Ends the threads, those stuck apart; what is still parked has to be answered before. */
    void stop() throws InterruptedException {
        stopping = true;
        parts.pipelines().ignore(this);
        LockSupport.unpark(watch);
        watch.join(TimeUnit.SECONDS.toMillis(2));
        synchronized (workers) {
            queueThreads.forEach(QueueThread::shutDown);
            for (QueueThread thread : queueThreads) {
                thread.join(TimeUnit.SECONDS.toMillis(2));
            }
            workers.forEach(Worker::shutDown);
            for (Worker worker : workers) {
                worker.join(TimeUnit.SECONDS.toMillis(2));
            }
        }
        parts.journal().retire(ring);
        parts.pipelines().unregister(reader);
    }
}
