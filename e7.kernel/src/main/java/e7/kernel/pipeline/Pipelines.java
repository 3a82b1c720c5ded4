package e7.kernel.pipeline;

import e7.api.cache.Cache;
import e7.api.identity.Resolver;
import e7.kernel.flag.Flags;
import e7.kernel.rule.Decision;
import e7.kernel.rule.RuleSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The one place where the {@link Pipeline} in force stands. Those who change a part of it do so here, one after the other; those who
 * judge packets read it through a {@link PipelineReader}.
 *
 * <p>Grace period: once a change is published, {@link #awaitGrace} returns when no reader can be using an older pipeline. Only then may
 * what was taken out be closed. Readers never wait for anyone.
 */
@Component(service = Pipelines.class)
public final class Pipelines {

    /** How long a thread may stay in a plugin before its removal is called unclean. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final List<PipelineReader> readers = new CopyOnWriteArrayList<>();
    private final List<PipelineObserver> observers = new CopyOnWriteArrayList<>();
    private final List<String> unclean = new CopyOnWriteArrayList<>();
    private final PathIds names = new PathIds();

    private volatile Pipeline current;

    /** Begins with no rules, no caches and no resolvers. */
    @Activate
    public Pipelines() {
        Flags flags = Flags.initial();
        RuleSet rules = new RuleSet(List.of(), flags.defaults());
        current = new Pipeline(0, 0, flags, rules, new VerdictKey(0, rules.facets(), names), null, null, List.of(), System.nanoTime());
    }

    /** The pipeline in force. Those who judge packets use {@link PipelineReader#enter} instead. */
    public Pipeline current() {
        return current;
    }

    /** Numbers for paths, shared by all who make keys. */
    public PathIds names() {
        return names;
    }

    /**
     * Publishes other rules and flags.
     *
     * @param holdUntil see {@link Pipeline#holdUntil}
     * @throws IOException if an observer could not follow, such as the hook; nothing has been changed then
     */
    public void publishPolicy(RuleSet rules, Flags flags, long holdUntil) throws IOException {
        publish(pipeline -> pipeline.withPolicy(rules, flags, names, holdUntil));
    }

    /** Publishes other caches. */
    public void publishCaches(Cache<SocketOwner> processes, Cache<Decision> verdicts) {
        publishUnopposed(pipeline -> pipeline.withCaches(processes, verdicts));
    }

    /** Publishes other resolvers. */
    public void publishResolvers(List<Resolver> resolvers) {
        publishUnopposed(pipeline -> pipeline.withResolvers(resolvers));
    }

    private void publishUnopposed(UnaryOperator<Pipeline> change) {
        try {
            publish(change);
        } catch (IOException e) {
            throw new IllegalStateException("an observer refused a change that is none of its business: " + e.getMessage(), e);
        }
    }

    private synchronized void publish(UnaryOperator<Pipeline> change) throws IOException {
        Pipeline next = change.apply(current);
        for (PipelineObserver observer : observers) {
            observer.beforePublishing(current, next);
        }
        current = next;
        observers.forEach(observer -> observer.published(next));
    }

    /** Adds one who is told of each change after the returned pipeline. */
    public synchronized Pipeline observe(PipelineObserver observer) {
        observers.add(observer);
        return current;
    }

    /** Ends {@link #observe}. */
    public synchronized void ignore(PipelineObserver observer) {
        observers.remove(observer);
    }

    /**
     * Adds a thread that will judge packets.
     *
     * @param alive whether the thread still runs and has not been given up
     * @param wakeup makes it look at the pipeline even if no packet comes
     */
    public PipelineReader register(String name, BooleanSupplier alive, Runnable wakeup) {
        PipelineReader reader = new PipelineReader(this, name, alive, wakeup);
        readers.add(reader);
        return reader;
    }

    /** Removes a thread that has ended. */
    public void unregister(PipelineReader reader) {
        readers.remove(reader);
    }

    /**
     * Waits until no reader can be using a pipeline older than the one in force, at most 2 s.
     *
     * @param what is taken out, for the administrator if it does not go cleanly
     * @return whether it went cleanly
     */
    public boolean awaitGrace(String what) {
        long epoch = current.epoch();
        return await(what, reader -> reader.hasLeft(epoch));
    }

    /** Like {@link #awaitGrace}, and until every reader has closed its sessions with resolvers that are gone. */
    public boolean awaitAdoption(String what) {
        long epoch = current.epoch();
        readers.forEach(PipelineReader::wakeup);
        return await(what, reader -> reader.hasLeft(epoch) && reader.hasAdopted(epoch));
    }

    private boolean await(String what, Predicate<PipelineReader> done) {
        long deadline = System.nanoTime() + GRACE_NANOS;
        List<PipelineReader> waiting = new ArrayList<>(readers);
        waiting.removeIf(done);
        while (!waiting.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL_NANOS);
            waiting.removeIf(done);
        }
        for (PipelineReader reader : waiting) {
            unclean.add("removal of " + what + " was not clean: thread " + reader.name() + " did not leave it within 2 s");
        }
        return waiting.isEmpty();
    }

    /** One line for each removal that did not go cleanly. */
    public List<String> uncleanRemovals() {
        return List.copyOf(unclean);
    }
}
