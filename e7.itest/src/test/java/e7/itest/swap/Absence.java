package e7.itest.swap;

import e7.api.rule.CriterionProvider;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/** For how long a criterion's provider was away, from one to the next. */
final class Absence implements ServiceListener, AutoCloseable {

    private final BundleContext context;
    private long goneAt;
    private long longestNanos;

    Absence(BundleContext context, String criterion) throws InvalidSyntaxException {
        this.context = context;
        context.addServiceListener(this, "(" + CriterionProvider.CRITERION + "=" + criterion + ")");
    }

    @Override
    public synchronized void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            goneAt = System.nanoTime();
        } else if (event.getType() == ServiceEvent.REGISTERED && goneAt != 0) {
            longestNanos = Math.max(longestNanos, System.nanoTime() - goneAt);
        }
    }

    /** The longest so far, of those that have ended. */
    synchronized Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
    }
}
