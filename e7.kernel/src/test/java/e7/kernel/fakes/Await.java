package e7.kernel.fakes;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** Waits for what another thread does. */
public final class Await {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private Await() {}

    /** Returns as soon as the condition holds; fails when it does not within 10 s. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                Assertions.fail("did not happen within 10 s: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
