package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final int WIDTH = 2;

    private final Lanes lanes = new Lanes("lanes-test", WIDTH);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
        lanes.close();
    }

    private boolean hang(long user) {
        return lanes.run(user, () -> {
            boolean hanging = true;
            while (hanging) {
                try {
                    release.await();
                    hanging = false;
                } catch (InterruptedException e) {
                    // A read that hangs does not heed it either.
                }
            }
        });
    }

    private boolean finishes(long user) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        return lanes.run(user, done::countDown) && done.await(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldWorkForOthersWhenAllThreadsOfOneUserHang() throws Exception {
        for (int i = 0; i < 2 * WIDTH; i++) {
            assertTrue(hang(1000));
        }
        assertTrue(finishes(1001));
        assertTrue(finishes(0));
    }

    @Test
    void shouldKeepRootsLaneWhenOthersUseUpAllThreads() throws Exception {
        int users = 0;
        while (hang(1000 + users)) {
            hang(1000 + users);
            users++;
        }
        assertEquals(Lanes.MOST_THREADS / WIDTH, users);
        assertTrue(finishes(0));
        release.countDown();
        while (!lanes.run(500, () -> {})) {
            Thread.sleep(10);
        }
    }

    @Test
    void shouldRefuseWhenTooMuchWaits() {
        int taken = 0;
        while (hang(1000)) {
            taken++;
        }
        assertTrue(taken >= Lanes.MOST_WAITING && taken <= Lanes.MOST_WAITING + WIDTH, () -> "waiting and running");
    }

    @Test
    void shouldDoEverythingInTheEndWhenThreadsAreFew() throws Exception {
        CountDownLatch done = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            while (!lanes.run(i % 5, done::countDown)) {
                Thread.sleep(1);
            }
        }
        assertTrue(done.await(30, TimeUnit.SECONDS));
    }

    @Test
    void shouldNotWaitForOneThatHangsWhenClosed() throws Exception {
        hang(1000);
        hang(0);
        assertTimeoutPreemptively(Duration.ofSeconds(20), lanes::close);
        assertTrue(lanes.isClosed());
        assertFalse(lanes.run(1001, () -> {}));
    }
}
