package e7.itest.framework;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** An object of the test class as the probe bundle has it, which is another class than the one that JUnit has loaded. */
final class ProbeInstance implements AutoCloseable {

    private static final long SERVICE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final BundleContext context;
    private final Class<?> type;
    private final Object object;
    private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();

    ProbeInstance(Bundle probe, String className) throws Throwable {
        context = probe.getBundleContext();
        type = probe.loadClass(className);
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        object = unwrapped(() -> constructor.newInstance());
    }

    /**
     * Calls the method that is the same as JUnit's.
     *
     * @param arguments JUnit's; those that this class provides are replaced
     */
    void call(Method outside, List<Object> arguments) throws Throwable {
        Method inside = find(outside);
        inside.setAccessible(true);
        Class<?>[] wanted = inside.getParameterTypes();
        Object[] given = new Object[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            given[i] = isProvided(wanted[i]) ? provide(wanted[i]) : arguments.get(i);
        }
        unwrapped(() -> inside.invoke(object, given));
    }

    /** Whether parameters of this type come from the framework. */
    static boolean isProvided(Class<?> type) {
        return type.isInterface() && !type.getName().startsWith("java.") && !type.getName().startsWith("org.junit.");
    }

    /** Gives the services back. */
    @Override
    public void close() {
        trackers.forEach(ServiceTracker::close);
    }

    private Object provide(Class<?> wanted) throws InterruptedException {
        if (wanted == BundleContext.class) {
            return context;
        }
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, wanted.getName(), null);
        trackers.add(tracker);
        tracker.open();
        Object service = tracker.waitForService(SERVICE_MILLIS);
        if (service == null) {
            throw new AssertionError("no service within " + SERVICE_MILLIS + " ms: type=" + wanted.getName());
        }
        return service;
    }

    /** The same name and, by name, the same parameter types: their classes may have been loaded by others. */
    private Method find(Method outside) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (method.getName().equals(outside.getName()) && names(method).equals(names(outside))) {
                    return method;
                }
            }
        }
        throw new IllegalStateException("method in the probe: name=" + outside);
    }

    private static List<String> names(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getName).toList();
    }

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    private static Object unwrapped(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
