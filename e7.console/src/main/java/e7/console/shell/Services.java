package e7.console.shell;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Waits for services that others bring.
 *
 * <p>They are no references of the component that needs them: were they, a missing engine would leave the launcher waiting for a main
 * thread that never comes, instead of an answer that says so.
 */
final class Services implements AutoCloseable {

    private final BundleContext context;
    private final Duration limit;
    private final List<ServiceTracker<?, ?>> trackers = new CopyOnWriteArrayList<>();

    Services(BundleContext context, Duration limit) {
        this.context = context;
        this.limit = limit;
    }

    /** @throws LaunchFailure if there is none within the limit */
    <T> T await(Class<T> type) throws LaunchFailure, InterruptedException {
        return type.cast(await("(" + Constants.OBJECTCLASS + "=" + type.getName() + ")", type.getSimpleName()));
    }

    /** @throws LaunchFailure if the shell does not know it within the limit */
    void awaitCommand(String scope, String function) throws LaunchFailure, InterruptedException {
        await("(&(osgi.command.scope=" + scope + ")(osgi.command.function=" + function + "))", scope + ":" + function);
    }

    private Object await(String filter, String what) throws LaunchFailure, InterruptedException {
        ServiceTracker<Object, Object> tracker;
        try {
            tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter(filter), null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("filter: " + filter, e);
        }
        trackers.add(tracker);
        tracker.open();
        Object service = tracker.waitForService(limit.toMillis());
        if (service == null) {
            throw new LaunchFailure(
                    LaunchFailure.NOT_STARTED, "did not start: nothing offers " + what + " after " + limit.toSeconds() + " s");
        }
        return service;
    }

    /** Gives the services back. */
    @Override
    public void close() {
        trackers.forEach(ServiceTracker::close);
    }
}
