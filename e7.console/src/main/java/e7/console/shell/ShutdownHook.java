package e7.console.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/**
 * Stops the framework when the machine ends, be it by a signal or because the main thread has returned, so that the hook in the kernel
 * is removed; then removes the private folder that the launcher script made. One hook does both, since hooks run side by side and the
 * folder holds the classes that the stopping bundles still need.
 */
final class ShutdownHook {

    private static final String FOLDER_PROPERTY = "e7.private.folder";
    private static final long MILLIS_TO_STOP = 8_000;

    private final Bundle system;
    private final Optional<Path> folder;
    private final Thread thread;

    ShutdownHook(Bundle system) {
        this.system = system;
        this.folder = Optional.ofNullable(System.getProperty(FOLDER_PROPERTY)).map(Path::of);
        this.thread = new Thread(this::end, "e7 shutdown");
    }

    void add() {
        Runtime.getRuntime().addShutdownHook(thread);
    }

    /** For a console that is replaced while the framework goes on. A framework that stops keeps the hook: the folder still has to go. */
    void removeUnlessStopping() {
        if (system.getState() == Bundle.STOPPING) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The machine is ending, and the hook with it.
        }
    }

    private void end() {
        try {
            system.stop();
            ((Framework) system).waitForStop(MILLIS_TO_STOP);
        } catch (BundleException e) {
            System.err.println("e7: did not stop in good order: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (folder.isPresent()) {
            delete(folder.get().toFile());
        }
    }

    /** In plain loops: the framework is gone, and with it whatever class of this bundle has not been loaded yet. */
    private static void delete(File file) {
        File[] content = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        if (content != null) {
            for (File entry : content) {
                delete(entry);
            }
        }
        // What cannot be deleted is swept by a later start.
        file.delete();
    }
}
