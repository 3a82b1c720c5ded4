package e7.itest.swap;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Traffic of which some has to pass, some to be dropped and some to be refused, by several threads, with fresh sockets all the time. What
 * became of each packet is seen at both ends: a datagram is answered or it is lost, one to the forbidden port arrives or it does not, a
 * connection is made, refused or neither.
 */
final class Crossfire implements AutoCloseable {

    private static final int THREADS = 3;
    private static final int ROUNDS_A_SOCKET = 8;
    private static final int LOST_MILLIS = 4000;

    private final InetAddress loopback;
    private final DatagramSocket answering;
    private final DatagramSocket forbidden;
    private final ServerSocket accepting;
    private final ServerSocket refused;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Thread> servers = new ArrayList<>();

    private final LongAdder answered = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder sentToForbidden = new LongAdder();
    private final LongAdder arrivedAtForbidden = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder failedConnections = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder notRefused = new LongAdder();
    private volatile boolean stopping;

    /** Opens the ports; nothing is sent before {@link #begin}. */
    Crossfire() throws IOException {
        loopback = InetAddress.getByName("127.0.0.1");
        InetSocketAddress any = new InetSocketAddress(loopback, 0);
        answering = new DatagramSocket(any);
        forbidden = new DatagramSocket(any);
        accepting = new ServerSocket(0, 50, loopback);
        refused = new ServerSocket(0, 50, loopback);
    }

    /** What is to be let pass, dropped and refused, with nothing else allowed. */
    List<String> rules() {
        return List.of(
                "set unkrule block",
                "allow protocol=udp user=0",
                "block protocol=udp dport=" + forbidden.getLocalPort(),
                "allow protocol=tcp dport=" + accepting.getLocalPort(),
                "allow protocol=tcp sport=" + accepting.getLocalPort(),
                "reject protocol=tcp dport=" + refused.getLocalPort());
    }

    /** Starts sending. */
    void begin() {
        servers.add(new Thread(this::answerDatagrams, "itest-answering"));
        servers.add(new Thread(this::watchForbidden, "itest-forbidden"));
        servers.add(new Thread(this::answerConnections, "itest-accepting"));
        servers.forEach(Thread::start);
        for (int i = 0; i < THREADS; i++) {
            threads.add(new Thread(this::send, "itest-sending-" + i));
        }
        threads.forEach(Thread::start);
    }

    private void send() {
        while (!stopping) {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.setSoTimeout(LOST_MILLIS);
                for (int round = 0; round < ROUNDS_A_SOCKET; round++) {
                    exchange(socket, round);
                }
                connect();
                beRefused();
            } catch (IOException e) {
                lost.increment();
            }
        }
    }

    private void exchange(DatagramSocket socket, int number) throws IOException {
        socket.send(new DatagramPacket(new byte[] {0}, 1, loopback, forbidden.getLocalPort()));
        sentToForbidden.increment();
        byte[] data = ByteBuffer.allocate(4).putInt(number).array();
        DatagramPacket packet = new DatagramPacket(data, data.length, loopback, answering.getLocalPort());
        socket.send(packet);
        try {
            do {
                socket.receive(packet);
            } while (ByteBuffer.wrap(data).getInt() != number);
            answered.increment();
        } catch (SocketTimeoutException e) {
            lost.increment();
        }
    }

    private void connect() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(LOST_MILLIS);
            socket.connect(accepting.getLocalSocketAddress(), LOST_MILLIS);
            socket.getOutputStream().write(7);
            (socket.getInputStream().read() == 7 ? connections : failedConnections).increment();
        } catch (IOException e) {
            failedConnections.increment();
        }
    }

    private void beRefused() {
        try (Socket socket = new Socket()) {
            socket.connect(refused.getLocalSocketAddress(), LOST_MILLIS);
            notRefused.increment();
        } catch (ConnectException e) {
            refusals.increment();
        } catch (IOException e) {
            notRefused.increment();
        }
    }

    private void answerDatagrams() {
        DatagramPacket packet = new DatagramPacket(new byte[4], 4);
        while (!answering.isClosed()) {
            try {
                answering.receive(packet);
                answering.send(packet);
            } catch (IOException e) {
                // Closed by us, or the sender sees that an answer is missing.
            }
        }
    }

    private void watchForbidden() {
        DatagramPacket packet = new DatagramPacket(new byte[4], 4);
        while (!forbidden.isClosed()) {
            try {
                forbidden.receive(packet);
                arrivedAtForbidden.increment();
            } catch (IOException e) {
                // Closed by us.
            }
        }
    }

    private void answerConnections() {
        while (!accepting.isClosed()) {
            try (Socket client = accepting.accept()) {
                client.setSoTimeout(LOST_MILLIS);
                client.getOutputStream().write(client.getInputStream().read());
                // The client closes first, so that no reset takes the answer away.
                client.getInputStream().read();
            } catch (IOException e) {
                // Closed by us, or the client sees that an answer is missing.
            }
        }
    }

    /** Waits until so many more datagrams have been answered; false after 30 s without. */
    boolean awaitMore(long more) throws InterruptedException {
        long wanted = answered.sum() + more;
        for (int i = 0; answered.sum() < wanted && i < 30_000; i++) {
            Thread.sleep(1);
        }
        return answered.sum() >= wanted;
    }

    /** Ends sending, after the rounds that are under way. */
    void end() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** What went wrong: packets that got another verdict than theirs, or none. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        add(faults, lost, "datagrams without an answer");
        add(faults, arrivedAtForbidden, "datagrams that arrived at the forbidden port");
        add(faults, failedConnections, "connections that failed");
        add(faults, notRefused, "connections that were not refused");
        return faults;
    }

    private static void add(List<String> faults, LongAdder count, String what) {
        if (count.sum() != 0) {
            faults.add(count.sum() + " " + what);
        }
    }

    /** Datagrams that had to be dropped. */
    long dropped() {
        return sentToForbidden.sum();
    }

    /** Connections that were refused, each of one packet. */
    long refused() {
        return refusals.sum();
    }

    /** The least number of packets that had to be accepted: two for a datagram and its answer, four for a connection with data both ways. */
    long acceptedAtLeast() {
        return 2 * answered.sum() + 4 * connections.sum();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        end();
        answering.close();
        forbidden.close();
        accepting.close();
        refused.close();
        for (Thread server : servers) {
            server.join();
        }
    }
}
