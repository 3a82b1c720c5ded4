package e7.kernel.engine;

import e7.kernel.journal.RecordRing;
import e7.kernel.pipeline.Pipeline;
import e7.kernel.pipeline.PipelineObserver;
import e7.kernel.pipeline.PipelineReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The workers and the thread that watches over them: it answers parked packets whose time is over, and replaces a worker that is stuck.
 */
final class Crew implements PipelineObserver {

    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A search through all processes may take long on a busy machine; a worker that takes longer than this is stuck. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Stuck threads that are replaced; more would be a leak, and packets are answered at their deadline without any. */
    private static final int STUCK_AT_MOST = 32;

    private final EngineParts parts;
    private final long stuckNanos;
    private final List<Worker> workers = new ArrayList<>();

    /** Replaced, but still running; they count as readers of the pipeline they had until they end. */
    private final List<Worker> stuck = new ArrayList<>();

    private final Thread watch = new Thread(this::watch, "e7-watch");
    private final RecordRing ring;
    private final PipelineReader reader;

    private volatile boolean stopping;
    private int made;

    Crew(EngineParts parts, int size) {
        this(parts, size, STUCK_NANOS);
    }

    Crew(EngineParts parts, int size, long stuckNanos) {
        this.parts = parts;
        this.stuckNanos = stuckNanos;
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

    @Override
    public void published(Pipeline next) {
        parts.room().releaseHeld();
    }

    private void watch() {
        while (!stopping) {
            LockSupport.parkNanos(WATCH_NANOS);
            try {
                answerOverdue();
                replaceStuck();
            } catch (RuntimeException | Error e) {
                // If this thread ended, the packets of stuck workers would wait for ever.
                parts.countFault("watching the workers", e);
            }
        }
    }

    private void answerOverdue() {
        Pipeline pipeline = reader.enter();
        reader.adopt(pipeline);
        try {
            answerOverdue(pipeline);
        } finally {
            reader.exit();
        }
    }

    private void answerOverdue(Pipeline pipeline) {
        for (ParkedPacket parked : parts.room().claimOverdue(System.nanoTime())) {
            parts.room().left(parked);
            if (parked.awaitsVerdict()) {
                parts.counts().timedOut.increment();
            }
            Worker.answerClaimed(parts, ring, parked, pipeline, Judge.failing(pipeline));
        }
    }

    private void replaceStuck() {
        synchronized (workers) {
            stuck.removeIf(worker -> !worker.isAlive());
            for (int i = 0; i < workers.size() && !stopping && stuck.size() < STUCK_AT_MOST; i++) {
                Worker worker = workers.get(i);
                if (worker.busyNanos() > stuckNanos || !worker.isAlive()) {
                    workers.set(i, replace(worker));
                }
            }
        }
    }

    private Worker replace(Worker worker) {
        parts.events().add("fault", "thread " + worker.getName() + " was stuck or had ended, and is replaced");
        worker.shutDown();
        stuck.add(worker);
        Worker next = new Worker(parts, made++);
        next.start();
        return next;
    }

    /** Ends the threads, those stuck apart; what is still parked has to be answered before. */
    void stop() throws InterruptedException {
        stopping = true;
        parts.pipelines().ignore(this);
        watch.join(TimeUnit.SECONDS.toMillis(2));
        synchronized (workers) {
            workers.forEach(Worker::shutDown);
        }
        for (Worker worker : workers) {
            worker.join(TimeUnit.SECONDS.toMillis(2));
        }
        parts.journal().retire(ring);
        parts.pipelines().unregister(reader);
    }
}
