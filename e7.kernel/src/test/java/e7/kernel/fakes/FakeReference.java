package e7.kernel.fakes;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A service that somebody registered, as far as its properties go; each has a service id of its own. */
public final class FakeReference<S> implements ServiceReference<S> {

    private static final AtomicLong NEXT_ID = new AtomicLong(1);

    private final Map<String, Object> properties;
    private final long id = NEXT_ID.getAndIncrement();

    /** With one property and a ranking. */
    public FakeReference(String name, Object value, int ranking) {
        properties = Map.of(name, value, Constants.SERVICE_RANKING, ranking, Constants.SERVICE_ID, id);
    }

    @Override
    public Object getProperty(String key) {
        return properties.get(key);
    }

    @Override
    public String[] getPropertyKeys() {
        return properties.keySet().toArray(String[]::new);
    }

    @Override
    public Bundle getBundle() {
        return null;
    }

    @Override
    public Bundle[] getUsingBundles() {
        return null;
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
        return true;
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return new Hashtable<>(properties);
    }

    @Override
    public <A> A adapt(Class<A> type) {
        return null;
    }

    @Override
    public int compareTo(Object other) {
        return Long.compare(((FakeReference<?>) other).id, id);
    }
}
