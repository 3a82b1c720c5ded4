package e7.kernel.engine;

import e7.api.queue.HookOptions;
import e7.api.queue.PacketSource;
import e7.api.queue.QueueRange;
import e7.api.queue.QueueStats;
import e7.api.rule.Action;
import e7.kernel.flag.Flags;
import e7.kernel.flag.Mode;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.JournalService;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.pipeline.Pipeline;
import e7.kernel.pipeline.PipelineObserver;
import e7.kernel.pipeline.Pipelines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One run of the firewall: the queues, their threads and the crew, and the hook, which follows the flags.
 *
 * <p>Order: all queues are bound and their threads run before the hook sends the first packet; the hook's rules go before the last packet is
 * answered, and its chains and the queues after that. So no packet is without a judge.
 */
final class Guard implements PipelineObserver {

    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long DRAIN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long HEAL_MILLIS = 1000;
    private static final int WARNINGS_KEPT = 16;

    private final PacketSource source;
    private final EngineConfig config;
    private final EngineParts parts;
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Thread healer = new Thread(this::heal, "e7-hook");

    private Queues queues;
    private Crew crew;

    /** What the hook is meant to be; guarded by {@link #source}, as is the hook itself. */
    private HookOptions wanted;

    private volatile String hook = "";
    private volatile boolean stopping;

    Guard(
            PacketSource source,
            Pipelines pipelines,
            JournalService journal,
            EventLog events,
            EngineConfig config,
            Consumer<String> whenFailed) {
        this.source = source;
        this.config = config;
        this.parts = new EngineParts(
                pipelines,
                journal,
                events,
                new WaitingRoom(config.parked(), config.parkedPerUser(), config.parkedPerProcess()),
                new PacketCounts(),
                new LongPaths(),
                new InterfaceNames(),
                (thread, error) -> whenFailed.accept("thread " + thread + " ended: " + error));
        healer.setDaemon(true);
    }

    /** Begins to guard, or throws and leaves nothing behind. */
    synchronized void start() throws IOException {
        HookOptions first = options(parts.pipelines().current().flags());
        queues = Queues.bind(source, first.queues(), config.queueLength(), first.failAllow());
        try {
            crew = new Crew(parts, config.workers());
            crew.start();
            queues.start(parts, config.parkMillis(), crew);
            healer.start();
            follow();
        } catch (IOException | RuntimeException | Error e) {
            stopping = true;
            parts.pipelines().ignore(this);
            stopThreads();
            throw e;
        }
    }

    /** Sets the hook as the flags are now, which may have changed since the queues were bound, and follows them from here on. */
    private void follow() throws IOException {
        HookOptions now = options(parts.pipelines().observe(this).flags());
        synchronized (source) {
            if (wanted == null) {
                set(now);
            }
        }
    }

    /** Changes queues and hook, or neither. The caller holds {@link #source}. */
    private void set(HookOptions next) throws IOException {
        boolean before = queues.isFailOpen();
        queues.failOpen(next.failAllow());
        try {
            hook = source.setHook(next);
            wanted = next;
        } catch (IOException | RuntimeException e) {
            queues.failOpen(before);
            throw e;
        }
    }

    /** In mode block nothing passes, not even what a queue cannot take. */
    private HookOptions options(Flags flags) {
        boolean failAllow = flags.fail() == Action.ALLOW && flags.mode() != Mode.BLOCK;
        return new HookOptions(flags.mode() != Mode.DISABLED, new QueueRange(config.queue(), config.queues()), failAllow);
    }

    @Override
    public void beforePublishing(Pipeline old, Pipeline next) throws IOException {
        HookOptions before = options(old.flags());
        HookOptions after = options(next.flags());
        if (!before.equals(after)) {
            synchronized (source) {
                set(after);
            }
        }
    }

    /** Puts the hook's rules back if others took them away. */
    private void heal() {
        while (!stopping) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(HEAL_MILLIS));
            try {
                synchronized (source) {
                    if (!stopping && wanted != null && !source.isHookIntact()) {
                        hook = source.setHook(wanted);
                        warn("others changed the hook; it was put back");
                    }
                }
            } catch (Throwable e) {
                // To go on is what is left: if this thread ended, nobody would notice that others take the hook away.
                warn("the hook could not be looked after: " + (e instanceof IOException ? e.getMessage() : e));
            }
        }
    }

    private void warn(String warning) {
        parts.events().addRarely("hook", warning);
        if (!warnings.contains(warning)) {
            warnings.add(warning);
            if (warnings.size() > WARNINGS_KEPT) {
                warnings.remove(0);
            }
        }
    }

    /** Ends in good order. Does nothing if {@link #start} failed. */
    synchronized void stop() {
        if (queues == null) {
            return;
        }
        stopping = true;
        LockSupport.unpark(healer);
        parts.pipelines().ignore(this);
        try {
            synchronized (source) {
                source.removeHook(this::drain);
            }
        } catch (IOException | RuntimeException e) {
            parts.events().add("hook", "the hook could not be removed: " + e.getMessage());
        }
        stopThreads();
    }

    /** Waits until every packet that the kernel holds has been answered; those that would wait longer get the {@code fail} action. */
    private void drain() {
        awaitAnswers();
        crew.hurry();
        awaitAnswers();
    }

    private void awaitAnswers() {
        long deadline = System.nanoTime() + DRAIN_NANOS;
        while ((parts.room().size() > 0 || queues.stats().waiting() > 0) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(DRAIN_POLL_NANOS);
        }
    }

    /** Also after half a start. One who interrupts is answered afterwards: threads that were left would go on with closed queues. */
    private void stopThreads() {
        boolean interrupted = Thread.interrupted();
        try {
            if (crew != null) {
                crew.stop();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        queues.close();
        queues = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    String hook() {
        return hook;
    }

    PacketCounts counts() {
        return parts.counts();
    }

    int parked() {
        return parts.room().size();
    }

    synchronized QueueStats stats() {
        return queues == null ? new QueueStats(0, 0, 0, 0) : queues.stats();
    }

    synchronized List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        if (queues != null) {
            all.addAll(queues.losses());
        }
        return all;
    }
}
