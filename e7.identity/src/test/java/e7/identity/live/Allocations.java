package e7.identity.live;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what a thread allocates. */
public final class Allocations {

    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 5;
    private static final int CALLS = 5_000;

    private Allocations() {
    }

    /**
     * Bytes that the calling thread allocates in {@value #CALLS} calls, after the compiler has done its part. The least of several
     * rounds: replacing compiled code allocates once, what is looked for allocates in every call.
     */
    public static long of(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(call, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            repeat(call, CALLS);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void repeat(Runnable call, int times) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }
}
