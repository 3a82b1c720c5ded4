package e7.kernel.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import e7.kernel.fakes.Await;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.Faults;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyTimerTest {

    private final Faults faults = new Faults(new EventLog());
    private final PolicyTimer timer = new PolicyTimer(faults);

    @AfterEach
    void stop() {
        timer.stop();
    }

    @Test
    void shouldTryATaskAgainThatFailsAndSaySo() {
        AtomicInteger runs = new AtomicInteger();
        timer.in(1, "testing", () -> {
            if (runs.incrementAndGet() == 1) {
                throw new AssertionError("broken");
            }
        });
        Await.until("the second try", () -> runs.get() == 2);
        assertEquals(List.of("1 faults while testing, the latest: java.lang.AssertionError: broken"), faults.lines());
    }

    @Test
    void shouldDoNothingWhenItHasBeenStopped() {
        timer.stop();
        assertNull(timer.in(0, "testing", () -> {}));
    }
}
