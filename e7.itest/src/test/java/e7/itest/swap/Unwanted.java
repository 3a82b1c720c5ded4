package e7.itest.swap;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Datagrams over loopback that the rules are to drop: how many were sent, and how many arrived all the same. */
final class Unwanted implements AutoCloseable {

    private static final int PAUSE_MILLIS = 4;

    private static final int PATIENCE_MILLIS = 20_000;

    private final DatagramSocket sender;
    private final DatagramSocket receiver;
    private final Thread sending = new Thread(this::send, "itest-unwanted");
    private final Thread receiving = new Thread(this::receive, "itest-unwanted-arrivals");
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();
    private volatile boolean stopping;

    /** Opens the port; nothing is sent before {@link #begin}. */
    Unwanted() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        receiver = new DatagramSocket(new InetSocketAddress(loopback, 0));
        sender = new DatagramSocket(new InetSocketAddress(loopback, 0));
        receiving.start();
    }

    int port() {
        return receiver.getLocalPort();
    }

    /** Begins to send, evenly. */
    void begin() {
        sending.start();
    }

    private void send() {
        try {
            while (!stopping) {
                sendOne();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            // No more are sent, which those who wait for more see.
            stopping = true;
        }
    }

    /** Sends one more, by the calling thread. */
    void sendOne() throws IOException {
        sender.send(new DatagramPacket(new byte[8], 8, receiver.getLocalSocketAddress()));
        sent.incrementAndGet();
    }

    private void receive() {
        DatagramPacket packet = new DatagramPacket(new byte[8], 8);
        while (!receiver.isClosed()) {
            try {
                receiver.receive(packet);
                arrived.incrementAndGet();
            } catch (IOException e) {
                // Closed by us.
            }
        }
    }

    /** How many were sent; exact once {@link #stop} has returned. */
    long sent() {
        return sent.get();
    }

    long arrived() {
        return arrived.get();
    }

    /** Waits until so many more have been sent; false after 20 s without. */
    boolean awaitSent(long more) throws InterruptedException {
        return awaitAbove(sent, sent.get() + more);
    }

    /** Waits until one has arrived; false after 20 s without. */
    boolean awaitArrival() throws InterruptedException {
        return awaitAbove(arrived, 1);
    }

    private static boolean awaitAbove(AtomicLong count, long wanted) throws InterruptedException {
        for (int i = 0; count.get() < wanted && i < PATIENCE_MILLIS; i++) {
            Thread.sleep(1);
        }
        return count.get() >= wanted;
    }

    /** Ends {@link #begin}. */
    void stop() throws InterruptedException {
        stopping = true;
        sending.join();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        sender.close();
        receiver.close();
        receiving.join();
    }
}
