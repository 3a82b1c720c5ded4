package e7.netlink.source;

import e7.api.queue.PacketQueue;
import e7.api.queue.PacketReceiver;
import e7.api.queue.QueueStats;
import e7.api.queue.Verdict;
import e7.netlink.Errno;
import e7.netlink.MessageBuilder;
import e7.netlink.MessageReader;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import e7.netlink.NetlinkSocket;
import e7.netlink.ReceiveBatch;
import e7.netlink.Waiter;
import e7.netlink.nfqueue.NfQueue;
import e7.netlink.nfqueue.QueueConfig;
import e7.netlink.nfqueue.QueueFigures;
import e7.netlink.nfqueue.VerdictBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One bound queue. Three parties use its socket, and none waits for another in the kernel:
 *
 * <ul>
 *   <li>the owner receives into {@code batch} and answers from {@code verdicts}, without a lock;
 *   <li>any thread may answer from {@code single} or change the flags, one at a time, guarded by {@code urgent};
 *   <li>any thread may wake the owner, or close the queue: {@link NetlinkSocket} lets calls under way end first.
 * </ul>
 *
 * <p>If a receiver throws, the packets behind that one are not lost: the next {@link #receive} goes on where it stopped.
 */
final class BoundQueue implements PacketQueue {
    static final int BATCH = 32;

    private static final int CONFIG_BYTES = 64;

    private final int number;
    private final NetlinkSocket socket;
    private final Waiter waiter;
    private final ReceiveBatch batch;
    private final MessageReader reader = new MessageReader();
    private final MarkedPacket packet;
    private final VerdictBatch verdicts;
    private final Object urgent = new Object();
    private final VerdictBatch single;
    private final MessageBuilder config = new MessageBuilder(CONFIG_BYTES);
    private final AtomicLong lostMessages = new AtomicLong();
    private final AtomicLong lateVerdicts = new AtomicLong();

    /** Datagrams in {@code batch}; those before {@code slot} have been handed over. Owner only. */
    private int received;
    private int slot;

    /**
     * Takes over a socket that has been bound to the queue.
     *
     * @param slotBytes room for a message with its payload
     */
    BoundQueue(int number, NetlinkSocket socket, int slotBytes, IdMap users, IdMap groups) throws NetlinkException {
        this.number = number;
        this.socket = socket;
        this.waiter = new Waiter(socket);
        this.batch = new ReceiveBatch(BATCH, slotBytes);
        ByteBuffer packets = batch.buffer().duplicate().order(ByteOrder.BIG_ENDIAN);
        this.packet = new MarkedPacket(packets, users, groups);
        this.verdicts = new VerdictBatch(number, BATCH);
        this.single = new VerdictBatch(number, 1);
    }

    @Override
    public int receive(PacketReceiver receiver, int timeoutMillis) throws IOException {
        if (slot == received && !fill() && (!waiter.await(timeoutMillis) || !fill())) {
            return 0;
        }
        int packets = 0;
        while (slot < received) {
            packets += deliver(receiver, slot++);
        }
        return packets;
    }

    private boolean fill() throws NetlinkException {
        int count = socket.receive(batch);
        if (count == NetlinkSocket.OVERRUN) {
            lostMessages.incrementAndGet();
            count = socket.receive(batch);
        }
        slot = 0;
        received = Math.max(count, 0);
        return received > 0;
    }

    private int deliver(PacketReceiver receiver, int current) throws NetlinkException {
        if (!batch.isFromKernel(current)) {
            return 0;
        }
        int packets = 0;
        reader.wrap(batch.buffer(), batch.offset(current), batch.length(current));
        while (reader.next()) {
            if (reader.type() == NfQueue.NFQNL_MSG_PACKET) {
                if (!packet.decode(reader)) {
                    throw new NetlinkException("receive: queue=" + number, Errno.EBADMSG, "a packet's message is not whole", 0);
                }
                packets++;
                receiver.packet(packet);
            } else if (reader.type() == Netlink.NLMSG_ERROR) {
                refused();
            }
        }
        return packets;
    }

    /** Takes an error that one of our messages was answered with. */
    private void refused() throws NetlinkException {
        int errno = reader.error();
        if (errno == Errno.ENOENT) {
            lateVerdicts.incrementAndGet();
        } else if (errno != 0) {
            String what = reader.failedType() == NfQueue.NFQNL_MSG_CONFIG ? "configure" : "answer";
            throw new NetlinkException(what + ": queue=" + number, errno, reader.errorText(), reader.sequence());
        }
    }

    @Override
    public void answer(int id, Verdict verdict, int mark) throws IOException {
        if (verdicts.isFull()) {
            verdicts.send(socket);
        }
        add(verdicts, id, verdict, mark);
    }

    @Override
    public void flush() throws IOException {
        verdicts.send(socket);
    }

    @Override
    public void answerNow(int id, Verdict verdict, int mark) throws IOException {
        synchronized (urgent) {
            add(single, id, verdict, mark);
            single.send(socket);
        }
    }

    /** A reject leaves the queue as an accept: the second chain does it, and needs the packet. */
    private static void add(VerdictBatch verdicts, int id, Verdict verdict, int mark) {
        int code = verdict == Verdict.DROP ? NfQueue.NF_DROP : NfQueue.NF_ACCEPT;
        verdicts.add(id, code, MarkBits.tagged(mark, verdict));
    }

    @Override
    public void wakeup() {
        waiter.wakeup();
    }

    /** {@inheritDoc} An error of the kernel comes with the next {@link #receive}. */
    @Override
    public void failOpen(boolean on) throws IOException {
        synchronized (urgent) {
            config.clear().begin(NfQueue.NFQNL_MSG_CONFIG, Netlink.NLM_F_REQUEST, 0);
            QueueConfig.flags(config, number, on ? NfQueue.NFQA_CFG_F_FAIL_OPEN : 0, NfQueue.NFQA_CFG_F_FAIL_OPEN);
            config.end();
            socket.send(config);
        }
    }

    @Override
    public QueueStats stats() {
        QueueFigures figures = QueueFigures.read(number);
        return new QueueStats(figures.waiting(), figures.fullDrops(), lostMessages.get(), lateVerdicts.get());
    }

    @Override
    public void close() {
        synchronized (urgent) {
            try {
                config.clear().begin(NfQueue.NFQNL_MSG_CONFIG, Netlink.NLM_F_REQUEST, 0);
                QueueConfig.unbind(config, number);
                config.end();
                socket.send(config);
            } catch (NetlinkException e) {
                // Closed before: then so is the binding, which ends with the socket at the latest.
            }
        }
        // In this order: whoever is woken finds the socket closed.
        socket.close();
        waiter.close();
    }
}
