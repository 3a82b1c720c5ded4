package e7.kernel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.queue.Verdict;
import e7.api.rule.Action;
import e7.kernel.fakes.Allocations;
import e7.kernel.fakes.RawPacket;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.packet.PacketDecoder;
import e7.kernel.rule.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecordRingTest {

    private static final Decision DECISION = Decision.byFlag("unkrule", Action.ALLOW);

    private final RecordRing ring = new RecordRing();
    private final DecodedPacket packet = new DecodedPacket(new InterfaceNames());

    /** The number in two fields, so that a torn record shows. */
    private void add(RawPacket raw, int number) {
        raw.buffer().putShort(raw.offset() + 20, (short) number).putShort(raw.offset() + 22, (short) ~number);
        raw.buffer().putInt(raw.offset() + 12, number).putInt(raw.offset() + 16, ~number);
        PacketDecoder.decode(raw, packet);
        ring.add(packet, DECISION, Verdict.ACCEPT);
    }

    @Test
    void shouldLoseAndCountWhatFindsItFull() {
        RawPacket raw = RawPacket.udp(0, 0);
        for (int i = 0; i < 5000; i++) {
            add(raw, i);
        }
        List<Integer> taken = new ArrayList<>();
        ring.drain(record -> taken.add((int) record.sourceLow));
        assertEquals(4096, taken.size());
        assertEquals(0, taken.get(0));
        assertEquals(4095, taken.get(4095));
        assertEquals(904, ring.lost());
        ring.drain(record -> taken.add(-1));
        assertEquals(4096, taken.size());
    }

    @Test
    void shouldHandOverWholeRecordsInOrderWhileTheyAreWritten() throws InterruptedException {
        int total = 400_000;
        Thread writer = new Thread(() -> {
            RawPacket raw = RawPacket.udp(0, 0);
            for (int i = 0; i < total; i++) {
                add(raw, i);
            }
        });
        AtomicLong taken = new AtomicLong();
        AtomicLong last = new AtomicLong(-1);
        AtomicLong wrong = new AtomicLong();
        writer.start();
        while (writer.isAlive() || taken.get() + ring.lost() < total) {
            ring.drain(record -> {
                int number = (int) record.sourceLow;
                boolean whole = (int) record.destinationLow == ~number
                        && record.sourcePort == (number & 0xffff)
                        && record.destinationPort == (~number & 0xffff);
                wrong.addAndGet(whole && number > last.getAndSet(number) ? 0 : 1);
                taken.incrementAndGet();
            });
        }
        assertEquals(0, wrong.get());
        assertEquals(total, taken.get() + ring.lost());
        assertTrue(taken.get() > 0);
    }

    @Test
    void shouldAllocateNothing() {
        RawPacket raw = RawPacket.udp(0, 0);
        assertEquals(0, Allocations.bytes(2_000, () -> add(raw, 1)));
    }
}
