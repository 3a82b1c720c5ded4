package e7.netlink.live;

import e7.api.packet.Direction;
import e7.api.queue.HookOptions;
import e7.api.queue.PacketQueue;
import e7.api.queue.PacketReceiver;
import e7.api.queue.QueueOptions;
import e7.api.queue.QueueRange;
import e7.api.queue.QueuedPacket;
import e7.api.queue.Verdict;
import e7.netlink.source.NetfilterPacketSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The smallest firewall over a packet source: queues with a thread each, a function for the verdict, and a list of what it saw. */
final class Firewall implements AutoCloseable {
    static final QueueRange QUEUES = new QueueRange(7, 4);

    /** What a packet was, taken from the flyweight while it was valid; {@code queue} is its queue's index. */
    record Seen(int queue, int id, int version, int protocol, int length, int captured, int mark, Direction direction,
            boolean established, int outInterface, long uid, long gid) {

        static Seen of(int queue, QueuedPacket packet) {
            int version = (packet.buffer().get(packet.offset()) & 0xf0) >> 4;
            int protocol = packet.buffer().get(packet.offset() + (version == 4 ? 9 : 6)) & 0xff;
            return new Seen(queue, packet.id(), version, protocol, packet.length(), packet.captured(), packet.mark(), packet.direction(),
                    packet.established(), packet.outInterface(), packet.uid(), packet.gid());
        }
    }

    final NetfilterPacketSource source = new NetfilterPacketSource();
    final List<Seen> seen = new CopyOnWriteArrayList<>();
    volatile IOException failure;
    private final List<PacketQueue> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Function<Seen, Verdict> judge;
    private volatile boolean running = true;

    /**
     * Brings lo up, binds the queues, sets the hook and starts.
     *
     * @param judge gives a packet's verdict; null if it is not to be answered
     */
    Firewall(boolean failAllow, Function<Seen, Verdict> judge) throws IOException {
        this.judge = judge;
        source.bringLoopbackUp();
        for (int i = 0; i < QUEUES.count(); i++) {
            queues.add(source.bind(new QueueOptions(QUEUES.number(i), 1024, 256, failAllow)));
        }
        System.out.println("queued by " + source.setHook(new HookOptions(true, QUEUES, failAllow)));
        for (int i = 0; i < QUEUES.count(); i++) {
            int index = i;
            threads.add(new Thread(() -> run(index), "queue " + i));
        }
        threads.forEach(Thread::start);
    }

    /** Waits until so many packets have been seen. */
    void awaitSeen(int count) throws InterruptedException {
        for (int i = 0; seen.size() < count; i++) {
            if (i == 200) {
                throw new AssertionError("packets expected: " + count + " seen: " + seen);
            }
            Thread.sleep(10);
        }
    }

    /** Answers a packet that was not. */
    void answer(Seen packet, Verdict verdict) throws IOException {
        queues.get(packet.queue()).answerNow(packet.id(), verdict, packet.mark());
    }

    /** Verdicts that came too late for their packets. */
    long lateVerdicts() {
        return queues.stream().mapToLong(queue -> queue.stats().lateVerdicts()).sum();
    }

    private void run(int index) {
        PacketQueue queue = queues.get(index);
        try {
            PacketReceiver receiver = packet -> packet(index, packet);
            while (running) {
                queue.receive(receiver, 1000);
                queue.flush();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void packet(int index, QueuedPacket packet) {
        Seen now = Seen.of(index, packet);
        seen.add(now);
        Verdict verdict = judge.apply(now);
        if (verdict != null) {
            try {
                queues.get(index).answer(packet.id(), verdict, packet.mark());
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        running = false;
        queues.forEach(PacketQueue::wakeup);
        try {
            for (Thread thread : threads) {
                thread.join(5000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queues.forEach(PacketQueue::close);
        if (failure != null) {
            throw failure;
        }
    }
}
