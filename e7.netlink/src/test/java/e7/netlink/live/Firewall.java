package e7.netlink.live;

import e7.api.packet.Direction;
import e7.api.queue.HookOptions;
import e7.api.queue.PacketQueue;
import e7.api.queue.PacketReceiver;
import e7.api.queue.QueueOptions;
import e7.api.queue.QueuedPacket;
import e7.api.queue.Verdict;
import e7.netlink.source.NetfilterPacketSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The smallest firewall over a packet source: one queue thread, a function for the verdict, and a list of what it saw. */
final class Firewall implements AutoCloseable {
    static final int QUEUE = 7;

    /** What a packet was, taken from the flyweight while it was valid. */
    record Seen(int id, int version, int protocol, int length, int captured, int mark, Direction direction, boolean established,
            int outInterface, long uid, long gid) {

        static Seen of(QueuedPacket packet) {
            int version = (packet.buffer().get(packet.offset()) & 0xf0) >> 4;
            int protocol = packet.buffer().get(packet.offset() + (version == 4 ? 9 : 6)) & 0xff;
            return new Seen(packet.id(), version, protocol, packet.length(), packet.captured(), packet.mark(), packet.direction(),
                    packet.established(), packet.outInterface(), packet.uid(), packet.gid());
        }
    }

    final NetfilterPacketSource source = new NetfilterPacketSource();
    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final PacketQueue queue;
    volatile IOException failure;
    private final Function<Seen, Verdict> judge;
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * Brings lo up, binds the queue, sets the hook and starts.
     *
     * @param judge gives a packet's verdict; null if it is not to be answered
     */
    Firewall(boolean failAllow, Function<Seen, Verdict> judge) throws IOException {
        this.judge = judge;
        source.bringLoopbackUp();
        queue = source.bind(new QueueOptions(QUEUE, 1024, 256, failAllow));
        System.out.println("queued by " + source.setHook(new HookOptions(true, QUEUE, failAllow)));
        thread = new Thread(this::run, "queue");
        thread.start();
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

    private void run() {
        try {
            PacketReceiver receiver = this::packet;
            while (running) {
                queue.receive(receiver, 1000);
                queue.flush();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void packet(QueuedPacket packet) {
        Seen now = Seen.of(packet);
        seen.add(now);
        Verdict verdict = judge.apply(now);
        if (verdict != null) {
            try {
                queue.answer(packet.id(), verdict, packet.mark());
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        running = false;
        queue.wakeup();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.close();
        if (failure != null) {
            throw failure;
        }
    }
}
