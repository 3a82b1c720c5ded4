package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ProcSnapshotsTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 20;

    @Test
    void shouldGiveEachOneThatWasBegunAfterHeAskedAndShareThem() throws Exception {
        ProcSnapshots snapshots = new ProcSnapshots();
        Set<SocketSnapshot> seen = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            ends.add(threads.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    together.await();
                    long moment = System.nanoTime();
                    SocketSnapshot snapshot = snapshots.begunAfter(moment);
                    assertTrue(snapshot.begun() - moment >= 0);
                    seen.add(snapshot);
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        threads.shutdown();
        assertTrue(seen.size() <= THREADS * ROUNDS / 2, seen.size() + " scans for " + THREADS * ROUNDS + " questions");
    }

    @Test
    void shouldNotScanForWhatIsKnown() throws Exception {
        ProcSnapshots snapshots = new ProcSnapshots();
        long moment = System.nanoTime();
        SocketSnapshot first = snapshots.begunAfter(moment);
        assertSame(first, snapshots.begunAfter(moment));
        assertSame(first, snapshots.latest());
    }
}
