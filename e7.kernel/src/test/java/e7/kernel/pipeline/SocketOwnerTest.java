package e7.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.ProcessIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketOwnerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long INODE = 77;
    private static final ProcessIdentity CURL = new ProcessIdentity(5, 1, 1, 1, "/usr/bin/curl", "/usr/bin/curl", "curl");

    private static SocketOwner owner(ProcessIdentity process, long at) {
        return new SocketOwner(process, 0, INODE, 1000, 1000, at);
    }

    /** The clock may begin anywhere and pass the ends of the numbers. */
    @ParameterizedTest
    @ValueSource(longs = {0, -5 * SECOND, Long.MAX_VALUE, Long.MAX_VALUE - 5 * SECOND, Long.MIN_VALUE, -1})
    void shouldAgeAlsoAcrossTheWrapOfTheClock(long at) {
        SocketOwner known = owner(CURL, at);
        assertTrue(known.isUsable(INODE, at));
        assertTrue(known.isUsable(INODE, at + 10 * SECOND - 1));
        assertFalse(known.isUsable(INODE, at + 10 * SECOND));
        SocketOwner unknown = owner(ProcessIdentity.unknown("nobody"), at);
        assertTrue(unknown.isUsable(INODE, at + SECOND / 4 - 1));
        assertFalse(unknown.isUsable(INODE, at + SECOND / 4));
        assertFalse(known.claimRefresh(at + 2 * SECOND));
        assertTrue(known.claimRefresh(at + 2 * SECOND + 1));
    }

    @Test
    void shouldNotBeUsableForAnotherInode() {
        assertFalse(owner(CURL, 0).isUsable(INODE + 1, 1));
    }

    @Test
    void shouldBeRefreshedByOneOnly() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            SocketOwner stale = owner(CURL, 0);
            AtomicInteger claims = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                threads.add(new Thread(() -> claims.addAndGet(stale.claimRefresh(3 * SECOND) ? 1 : 0)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(1, claims.get());
        }
    }
}
