package e7.itest.swap;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Traffic that accounts for every packet: one thread sends numbered datagrams over loopback, another answers each; a number whose answer does
 * not come within two seconds is lost. Each exchange is two packets.
 */
final class Exchange implements AutoCloseable {

    private static final int LOST_MILLIS = 2000;

    private final DatagramSocket client;
    private final DatagramSocket server;
    private final Thread asking = new Thread(this::ask, "itest-asking");
    private final Thread answering = new Thread(this::answer, "itest-answering");
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean stopping;

    /** Begins to exchange between two fresh ports. */
    Exchange() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        server = new DatagramSocket(new InetSocketAddress(loopback, 0));
        client = new DatagramSocket(new InetSocketAddress(loopback, 0));
        client.connect(server.getLocalSocketAddress());
        client.setSoTimeout(LOST_MILLIS);
        answering.start();
        asking.start();
    }

    private void ask() {
        ByteBuffer number = ByteBuffer.allocate(8);
        DatagramPacket packet = new DatagramPacket(number.array(), 8);
        for (long i = 0; !stopping; i++) {
            try {
                client.send(new DatagramPacket(number.putLong(0, i).array(), 8));
                do {
                    client.receive(packet);
                } while (number.getLong(0) != i);
                answered.incrementAndGet();
            } catch (SocketTimeoutException e) {
                lost.incrementAndGet();
            } catch (IOException e) {
                // Refused by the firewall, or closed by us.
                lost.addAndGet(stopping ? 0 : 1);
            }
        }
    }

    private void answer() {
        DatagramPacket packet = new DatagramPacket(new byte[8], 8);
        // Not until stopping: the asker's last question is to be answered, too.
        while (!server.isClosed()) {
            try {
                server.receive(packet);
                server.send(packet);
            } catch (IOException e) {
                // Closed by us, or the asker sees that an answer is missing.
            }
        }
    }

    /** To which port the questions go. */
    int serverPort() {
        return server.getLocalPort();
    }

    /** Exchanges that came to their end. */
    long answered() {
        return answered.get();
    }

    /** Exchanges of which a packet did not arrive. */
    long lost() {
        return lost.get();
    }

    /** Waits until so many more exchanges have come to their end; false after 20 s without. */
    boolean awaitMore(long more) throws InterruptedException {
        long wanted = answered.get() + more;
        for (int i = 0; answered.get() < wanted && i < 20_000; i++) {
            Thread.sleep(1);
        }
        return answered.get() >= wanted;
    }

    /** Ends after the exchange that is under way. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        asking.join();
        server.close();
        answering.join();
        client.close();
    }
}
