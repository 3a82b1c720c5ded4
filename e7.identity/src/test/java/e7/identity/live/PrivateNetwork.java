package e7.identity.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A network namespace of its own for one thread, with the loopback interface up. Sockets that the thread opens and programs that it starts
 * are in there; nothing outside is touched.
 */
public final class PrivateNetwork {

    private static final int CLONE_NEWNET = 0x4000_0000;

    static {
        Native.register(PrivateNetwork.class, "c");
    }

    private PrivateNetwork() {
    }

    private static native int unshare(int flags);

    /** Runs a test in there; skipped unless root. */
    public static void run(Callable<?> test) throws Exception {
        Child.needsRoot();
        Child.needs("/usr/sbin/ip");
        FutureTask<Object> task = new FutureTask<>(() -> {
            if (unshare(CLONE_NEWNET) != 0) {
                return false;
            }
            command("/usr/sbin/ip", "link", "set", "lo", "up");
            test.call();
            return true;
        });
        new Thread(task, "private network").start();
        try {
            assumeTrue((Boolean) task.get(), "needs a network namespace of its own");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    /** Runs a program in the calling thread's network and waits for its end. */
    public static void command(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": exit=" + process.exitValue());
        }
    }
}
