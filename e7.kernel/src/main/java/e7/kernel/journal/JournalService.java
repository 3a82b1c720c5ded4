package e7.kernel.journal;

import e7.api.engine.Journal;
import e7.api.packet.PacketSketch;
import e7.kernel.flag.Flags;
import e7.kernel.pipeline.Pipelines;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Takes the records of all threads out of their rings and makes flows, sums and events of them, on a thread of its own. */
@Component(service = {Journal.class, JournalService.class})
public final class JournalService implements Journal {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Pipelines pipelines;
    private final EventLog log;
    private final List<RecordRing> rings = new CopyOnWriteArrayList<>();
    private final FlowTable flowTable = new FlowTable();
    private final TrafficTable trafficTable = new TrafficTable();
    private final PacketEvents packetEvents;
    private final Thread thread = new Thread(this::run, "e7-journal");

    private final Faults faults;

    private volatile boolean stopping;

    /** Starts the thread. */
    @Activate
    public JournalService(@Reference Pipelines pipelines, @Reference EventLog log) {
        this.pipelines = pipelines;
        this.log = log;
        this.packetEvents = new PacketEvents(log);
        this.faults = new Faults(log);
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(TimeUnit.SECONDS.toMillis(2));
    }

    /** A ring for one thread that judges. */
    public RecordRing newRing() {
        RecordRing ring = new RecordRing();
        rings.add(ring);
        return ring;
    }

    /** Takes what is left in a ring whose thread has ended. */
    public synchronized void retire(RecordRing ring) {
        ring.drain(this::take);
        rings.remove(ring);
    }

    private void run() {
        while (!stopping) {
            try {
                drain();
            } catch (Throwable e) {
                // Nobody would notice that this thread has ended; the records are only to be seen, and packets do not wait for them.
                faults.add("recording packets", e);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private synchronized void drain() {
        rings.forEach(ring -> ring.drain(this::take));
    }

    private void take(PacketRecord record) {
        Flags flags = pipelines.current().flags();
        record.decision.answeredAt(System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - record.time));
        flowTable.add(record);
        trafficTable.add(record);
        packetEvents.add(record, flags);
    }

    /** Packets that were judged and answered, but came too fast to be recorded. */
    public long lost() {
        return rings.stream().mapToLong(RecordRing::lost).sum();
    }

    /** What failed that should not, in this service and where packets are judged. */
    public Faults faults() {
        return faults;
    }

    @Override
    public synchronized List<Flow> flows() {
        drain();
        return flowTable.snapshot();
    }

    @Override
    public synchronized Optional<PacketSketch> packet(long flow) {
        drain();
        return flowTable.packet(flow);
    }

    @Override
    public synchronized List<Traffic> top() {
        drain();
        return trafficTable.snapshot();
    }

    @Override
    public synchronized List<Event> events(long after) {
        drain();
        return log.after(after);
    }
}
