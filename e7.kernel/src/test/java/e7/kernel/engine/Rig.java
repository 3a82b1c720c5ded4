package e7.kernel.engine;

import e7.api.engine.PolicyException;
import e7.api.identity.Resolver;
import e7.kernel.fakes.FakeProvider;
import e7.kernel.fakes.FakeQueue;
import e7.kernel.fakes.FakeResolver;
import e7.kernel.fakes.MapCache;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.JournalService;
import e7.kernel.journal.RunFigures;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.policy.Binding;
import e7.kernel.policy.PolicyService;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine on a fake queue, with a fake resolver and the trivial caches, but for the hook. */
final class Rig implements AutoCloseable {

    final Pipelines pipelines = new Pipelines();
    final EventLog events = new EventLog();
    final JournalService journal = new JournalService(pipelines, events);
    final FakeQueue queue = new FakeQueue();
    final FakeResolver resolver = new FakeResolver();
    final List<Throwable> threadFailures = new CopyOnWriteArrayList<>();
    final EngineParts parts;
    final PolicyService policy = new PolicyService(pipelines, events, new RunFigures());
    final FakeProvider provider = new FakeProvider();
    final Crew crew;
    final QueueThread queueThread;

    Rig(int roomFor, int roomForEach, int parkMillis, int workers) {
        this(roomFor, roomForEach, parkMillis, workers, 5_000_000_000L);
    }

    Rig(int roomFor, int roomForEach, int parkMillis, int workers, long stuckNanos) {
        Binding.bind(policy, provider);
        parts = new EngineParts(
                pipelines,
                journal,
                events,
                new WaitingRoom(roomFor, roomForEach, roomForEach),
                new PacketCounts(),
                new LongPaths(),
                new InterfaceNames(),
                (thread, error) -> threadFailures.add(error));
        pipelines.publishResolvers(List.<Resolver>of(resolver));
        crew = new Crew(parts, workers, stuckNanos);
        queueThread = new QueueThread(parts, queue, 7, parkMillis);
    }

    Rig withCaches() {
        pipelines.publishCaches(new MapCache<>("process", 0), new MapCache<>("verdict", 0));
        return this;
    }

    Rig start() {
        crew.start();
        crew.add(queueThread);
        return this;
    }

    void apply(String... statements) {
        try {
            policy.apply(List.of(statements));
        } catch (PolicyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        crew.stop();
    }
}
