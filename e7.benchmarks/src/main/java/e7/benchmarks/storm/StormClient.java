package e7.benchmarks.storm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The program that runs under the firewall: threads that make one TCP connection after the other over loopback, each for a few exchanges of
 * a byte. Prints the connections that were made in a second.
 */
public final class StormClient {

    private static final int WARMING_SECONDS = 3;
    private static final int PATIENCE_MILLIS = 20_000;

    private final LongAdder connections = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final ServerSocket server;
    private final int exchanges;
    private volatile boolean stopping;

    private StormClient(ServerSocket server, int exchanges) {
        this.server = server;
        this.exchanges = exchanges;
    }

    /**
     * Makes connections for some seconds.
     *
     * @param arguments threads; exchanges of each connection; seconds; optionally a file to be waited for
     */
    public static void main(String... arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        awaitFile(arguments.length > 3 ? Path.of(arguments[3]) : null);
        ServerSocket server = new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"));
        StormClient client = new StormClient(server, Integer.parseInt(arguments[1]));
        ExecutorService serving = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            // One whose connection's end was lost must not outlive the measurement.
            thread.setDaemon(true);
            return thread;
        });
        serving.execute(() -> client.accept(serving));
        List<Thread> storm = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            storm.add(new Thread(client::connectOnAndOn));
        }
        storm.forEach(Thread::start);
        TimeUnit.SECONDS.sleep(WARMING_SECONDS);
        long before = client.connections.sum();
        long begun = System.nanoTime();
        TimeUnit.SECONDS.sleep(Integer.parseInt(arguments[2]));
        double rate = (client.connections.sum() - before) * 1e9 / (System.nanoTime() - begun);
        client.stopping = true;
        for (Thread thread : storm) {
            thread.join();
        }
        System.out.println("connections a second " + rate + " failed " + client.failures.sum());
        server.close();
        serving.shutdown();
    }

    private static void awaitFile(Path file) throws InterruptedException {
        for (int i = 0; file != null && !Files.exists(file); i++) {
            if (i == PATIENCE_MILLIS) {
                throw new IllegalStateException("the plugin that was to be measured did not start: no file " + file);
            }
            Thread.sleep(1);
        }
    }

    private void connectOnAndOn() {
        while (!stopping) {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.setTcpNoDelay(true);
                socket.connect(server.getLocalSocketAddress(), PATIENCE_MILLIS);
                for (int i = 0; i < exchanges; i++) {
                    socket.getOutputStream().write(i);
                    if (socket.getInputStream().read() != i) {
                        throw new IOException("no answer");
                    }
                }
                connections.increment();
            } catch (IOException e) {
                failures.increment();
            }
        }
    }

    private void accept(ExecutorService serving) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                serving.execute(() -> answer(socket));
            } catch (IOException e) {
                // Closed, at the end.
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            for (int data = socket.getInputStream().read(); data >= 0; data = socket.getInputStream().read()) {
                socket.getOutputStream().write(data);
            }
        } catch (IOException e) {
            // The client sees that an answer is missing.
        }
    }
}
