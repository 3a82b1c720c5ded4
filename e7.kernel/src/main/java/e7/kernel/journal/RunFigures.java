package e7.kernel.journal;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The two figures of a run that are flags to EftirlitSeven's users, {@code uptime} and {@code qpackets}. */
@Component(service = RunFigures.class)
public final class RunFigures {

    private record Run(long since, LongSupplier queued) {}

    private volatile Run run;

    /** No run yet. */
    @Activate
    public RunFigures() {
        // Nothing to do: the engine begins a run.
    }

    /** The engine guards from now on; {@code queued} gives the packets that the kernel holds. */
    public void begin(LongSupplier queued) {
        run = new Run(System.nanoTime(), queued);
    }

    /** The engine no longer guards. */
    public void end() {
        run = null;
    }

    /** Since the engine began to guard; zero if it does not. */
    public Duration uptime() {
        Run current = run;
        return current == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - current.since);
    }

    /** Packets that the kernel holds now; -1 where it does not tell. */
    public long queuedPackets() {
        Run current = run;
        return current == null ? 0 : current.queued.getAsLong();
    }
}
