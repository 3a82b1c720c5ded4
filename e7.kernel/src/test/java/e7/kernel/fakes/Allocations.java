package e7.kernel.fakes;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of code allocates on the thread that runs it. */
public final class Allocations {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocations() {}

    /** Bytes that {@code times} runs allocate, after as many to load classes and to fill what is made once. */
    public static long bytes(int times, Runnable run) {
        for (int i = 0; i < times; i++) {
            run.run();
        }
        long before = ofThisThread();
        for (int i = 0; i < times; i++) {
            run.run();
        }
        return ofThisThread() - before;
    }

    /** Bytes allocated so far. */
    public static long ofThisThread() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Bytes that a thread has allocated so far. */
    public static long of(Thread thread) {
        return THREADS.getThreadAllocatedBytes(thread.getId());
    }
}
