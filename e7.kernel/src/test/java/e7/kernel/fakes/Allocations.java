package e7.kernel.fakes;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of code allocates on the thread that runs it. */
public final class Allocations {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int ROUNDS = 4;

    private Allocations() {}

    /**
     * Bytes that {@code times} runs allocate: the least of a few rounds, since classes are loaded and code is compiled once, and then by this
     * thread, whereas what allocates does so in every round.
     */
    public static long bytes(int times, Runnable run) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = ofThisThread();
            for (int i = 0; i < times; i++) {
                run.run();
            }
            least = Math.min(least, ofThisThread() - before);
        }
        return least;
    }

    /** Bytes allocated so far. */
    public static long ofThisThread() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
