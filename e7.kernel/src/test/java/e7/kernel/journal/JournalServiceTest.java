package e7.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Journal;
import e7.api.queue.Verdict;
import e7.api.rule.Action;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.RawPacket;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.packet.PacketDecoder;
import e7.kernel.pipeline.Pipelines;
import e7.kernel.rule.Decision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalServiceTest {

    private final EventLog log = new EventLog();
    private final JournalService journal = new JournalService(new Pipelines(), log);

    @AfterEach
    void deactivate() throws InterruptedException {
        journal.deactivate();
    }

    private static void write(RecordRing ring, int port, int times) {
        DecodedPacket packet = new DecodedPacket(new InterfaceNames());
        PacketDecoder.decode(RawPacket.udp(port, 53), packet);
        for (int i = 0; i < times; i++) {
            ring.add(packet, Decision.byFlag("fail", Action.BLOCK), Verdict.DROP);
        }
    }

    @Test
    void shouldShowAtOnceWhatHasBeenRecorded() {
        RecordRing ring = journal.newRing();
        write(ring, 1, 3);
        assertEquals(3, journal.flows().get(0).packets());
        assertEquals(3, journal.top().get(0).refused());
        assertEquals(3, journal.events(-1).size());
        assertEquals(2, journal.events(0).size());
    }

    @Test
    void shouldOutliveARecordThatItCannotTakeAndSaySo() {
        RecordRing ring = journal.newRing();
        DecodedPacket packet = new DecodedPacket(new InterfaceNames());
        PacketDecoder.decode(RawPacket.udp(1, 53), packet);
        // No decision: whatever it is that fails.
        ring.add(packet, null, Verdict.DROP);
        write(ring, 1, 1);
        Await.until("the record behind it", () -> log.after(-1).stream().anyMatch(event -> event.kind().equals("drop")));
        String line = journal.faults().lines().get(0);
        assertTrue(line.startsWith("1 faults while recording packets, the latest: java.lang.NullPointerException"), line);
    }

    @Test
    void shouldTakeRecordsWithoutBeingAsked() {
        write(journal.newRing(), 1, 1);
        Await.until("the event", () -> log.after(-1).size() == 1);
    }

    @Test
    void shouldTakeWhatIsLeftInTheRingOfAThreadThatEnds() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int port = 0; port < 4; port++) {
            int own = port;
            threads.add(new Thread(() -> {
                RecordRing ring = journal.newRing();
                for (int i = 0; i < 50; i++) {
                    write(ring, own, 10);
                    journal.flows();
                }
                journal.retire(ring);
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(500L, 500L, 500L, 500L), journal.flows().stream().map(Journal.Flow::packets).toList());
        assertEquals(0, journal.lost());
    }
}
