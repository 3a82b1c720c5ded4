package e7.kernel.journal;

import e7.api.queue.Verdict;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.rule.Decision;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What one thread has done, on its way to the journal: a ring of records made beforehand, with one writer, the thread that judges, and one
 * reader, the journal's. The writer publishes a record by the store to {@code written}; the reader gives its slot back by the store to
 * {@code read}. A full ring loses the record and counts it; it never makes the writer wait.
 */
public final class RecordRing {

    private static final int SIZE = 4096;

    private final PacketRecord[] records = new PacketRecord[SIZE];
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    RecordRing() {
        for (int i = 0; i < SIZE; i++) {
            records[i] = new PacketRecord();
        }
    }

    /** Records a packet that was answered. The writer's thread only. */
    public void add(DecodedPacket packet, Decision decision, Verdict verdict) {
        long position = written.getPlain();
        if (position - read.getAcquire() >= SIZE) {
            lost.lazySet(lost.getPlain() + 1);
            return;
        }
        records[(int) position & (SIZE - 1)].set(packet, decision, verdict);
        written.setRelease(position + 1);
    }

    /**
     * Hands all records to {@code taker}, which must not keep them. What it throws ends this call, but the record is given back: it would
     * fail the next time as well. The reader's thread only.
     */
    void drain(Consumer<PacketRecord> taker) {
        long end = written.getAcquire();
        for (long position = read.getPlain(); position < end; position++) {
            PacketRecord record = records[(int) position & (SIZE - 1)];
            try {
                taker.accept(record);
            } finally {
                record.forget();
                read.setRelease(position + 1);
            }
        }
    }

    /** Records that found the ring full. */
    long lost() {
        return lost.getAcquire();
    }
}
