package e7.api.engine;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The engine. */
@ProviderType
public interface Firewall {

    /** Where the engine stands. */
    enum State {
        /** Not yet guarding. */
        STARTING,
        /** Packets come from the kernel and are judged. */
        GUARDING,
        /** It could not start, or had to stop; {@link Status#reason()} says why. */
        FAILED,
        /** It was stopped in good order. */
        STOPPED
    }

    /** Everything that {@code status} shows. */
    Status status();

    /**
     * Waits until the engine guards or has failed.
     *
     * @return the state then; {@link State#STARTING} after the time limit
     */
    State awaitStarted(Duration limit) throws InterruptedException;

    /** The plugins that take part: criteria, strategies, resolvers. */
    List<PluginInfo> plugins();
}
