package e7.identity.live;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what a thread allocates. */
public final class Allocations {

    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 10_000;

    private Allocations() {
    }

    /** Bytes that the calling thread allocates in {@value #ROUNDS} calls, after the compiler has done its part. */
    public static long of(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(call, WARM_UP);
        long before = threads.getCurrentThreadAllocatedBytes();
        long between = threads.getCurrentThreadAllocatedBytes();
        repeat(call, ROUNDS);
        long after = threads.getCurrentThreadAllocatedBytes();
        return after - between - (between - before);
    }

    private static void repeat(Runnable call, int times) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }
}
