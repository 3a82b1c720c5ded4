package e7.kernel.engine;

import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/**
 * Sees to it that the firewall ends when the JVM does, be it by a signal that comes while no other bundle is there yet to stop the framework.
 *
 * <p>It stops the framework and not the guard alone: what runs under the firewall is ended by a bundle that came after the kernel and stops
 * before it, and must not run on unguarded meanwhile.
 */
final class Ending {

    private static final long MILLIS_TO_STOP = 8_000;

    private final Framework framework;
    private final Runnable last;
    private final Thread thread = new Thread(this::end, "e7-ending");

    /**
     * Nothing is seen to before {@link #add}.
     *
     * @param last what is done when the framework has stopped, or was told to and did not
     */
    Ending(Framework framework, Runnable last) {
        this.framework = framework;
        this.last = last;
    }

    /**
     * From here on.
     *
     * @throws IllegalStateException if the JVM is already ending
     */
    void add() {
        Runtime.getRuntime().addShutdownHook(thread);
    }

    /** No longer. */
    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is ending: it is that thread, or whoever stops the framework, that is here.
        }
    }

    private void end() {
        try {
            framework.stop();
            framework.waitForStop(MILLIS_TO_STOP);
        } catch (BundleException e) {
            // What is left to do is done below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        last.run();
    }
}
