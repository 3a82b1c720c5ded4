package e7.itest.swap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One-way traffic from many sockets, in which every packet carries the time at which it was sent: the time to its arrival is the time it
 * spent in the queue, and the way through two system calls and a thread that is woken. Packets are sent whether or not those before have
 * arrived, so that a delay meets as many packets as would have come meanwhile.
 */
final class StampedTraffic implements AutoCloseable {

    private static final int SENDERS = 16;
    private static final long PAUSE_NANOS = 100_000;
    private static final int RECEIVE_BUFFER = 8 << 20;

    /** Longer than a packet is held while its socket's process is searched. */
    private static final int PATIENCE_MILLIS = 3000;

    private static final int TRIES = 10;

    private final List<DatagramChannel> senders = new ArrayList<>();
    private final DatagramChannel receiver;
    private final Thread sending = new Thread(this::send, "itest-sending");
    private final Thread receiving = new Thread(this::receive, "itest-receiving");
    private long[] sentAt = new long[1 << 20];
    private long[] arrivedAt = new long[1 << 20];
    private volatile int arrived;
    private volatile int sent;
    private volatile boolean stopping;

    /** Opens the sockets, and sends from each until the firewall knows it: its search is not what is measured. */
    StampedTraffic() throws IOException, InterruptedException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        receiver = DatagramChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER).bind(any);
        for (int i = 0; i < SENDERS; i++) {
            senders.add(DatagramChannel.open().bind(any).connect(receiver.getLocalAddress()));
        }
        receiving.start();
        for (DatagramChannel sender : senders) {
            makeKnown(sender);
        }
    }

    private void makeKnown(DatagramChannel sender) throws IOException, InterruptedException {
        int before = arrived;
        for (int i = 0; i < TRIES && arrived == before; i++) {
            sender.write(ByteBuffer.allocate(Long.BYTES));
            for (int waited = 0; waited < PATIENCE_MILLIS && arrived == before; waited++) {
                Thread.sleep(1);
            }
        }
        if (arrived == before) {
            throw new IOException("no packet arrived in " + TRIES + " tries");
        }
    }

    /** Begins to send, and to count. */
    void begin() {
        arrived = 0;
        sending.start();
    }

    private void send() {
        ByteBuffer packet = ByteBuffer.allocateDirect(Long.BYTES);
        try {
            for (int i = 0; !stopping; i++) {
                packet.clear();
                packet.putLong(0, System.nanoTime());
                senders.get(i % SENDERS).write(packet);
                sent = i + 1;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            // Fewer arrive than the engine accepts, or none: the test sees it.
            stopping = true;
        }
    }

    private void receive() {
        ByteBuffer packet = ByteBuffer.allocateDirect(Long.BYTES);
        try {
            while (true) {
                packet.clear();
                receiver.receive(packet);
                note(packet.getLong(0), System.nanoTime());
            }
        } catch (ClosedChannelException e) {
            // By us.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void note(long stamp, long now) {
        int index = arrived;
        if (index == sentAt.length) {
            sentAt = Arrays.copyOf(sentAt, 2 * index);
            arrivedAt = Arrays.copyOf(arrivedAt, 2 * index);
        }
        sentAt[index] = stamp;
        arrivedAt[index] = now;
        arrived = index + 1;
    }

    /** Packets sent since the beginning; exact once {@link #stop} has returned. */
    int sent() {
        return sent;
    }

    /** Packets that have arrived since the beginning. */
    int arrived() {
        return arrived;
    }

    /** {@link System#nanoTime} when this one was sent; in the order of arrival. Below {@link #arrived()}. */
    long sentAt(int index) {
        return sentAt[index];
    }

    /** {@link System#nanoTime} when this one arrived. */
    long arrivedAt(int index) {
        return arrivedAt[index];
    }

    /** Ends sending, and waits until what was sent has arrived, for at most five seconds. */
    void stop() throws InterruptedException {
        stopping = true;
        sending.join();
        for (int i = 0; arrived < sent && i < 5000; i++) {
            Thread.sleep(1);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stopping = true;
        sending.join();
        receiver.close();
        receiving.join();
        for (DatagramChannel sender : senders) {
            sender.close();
        }
    }
}
