package e7.itest.live;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The other end of the tests' traffic, a program of its own: answers HTTP on TCP and echoes UDP, on one port of both loopback addresses. Writes
 * the file named second once it listens, and prints what it has received. Needs nothing but the JDK, so that it runs from a copied class file.
 */
public final class EchoServer {

    private static final byte[] ANSWER =
            "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nok\n".getBytes(StandardCharsets.US_ASCII);

    private EchoServer() {}

    /** Takes the port and the file. */
    public static void main(String... arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        for (String address : new String[] {"127.0.0.1", "::1"}) {
            InetSocketAddress local = new InetSocketAddress(InetAddress.getByName(address), port);
            ServerSocket tcp = new ServerSocket();
            tcp.bind(local);
            DatagramSocket udp = new DatagramSocket(local);
            new Thread(() -> serveTcp(tcp)).start();
            new Thread(() -> serveUdp(udp)).start();
        }
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true));
        Files.createFile(Path.of(arguments[1]));
    }

    private static void serveTcp(ServerSocket server) {
        while (true) {
            try (Socket client = server.accept()) {
                client.setSoTimeout(5000);
                InputStream in = client.getInputStream();
                OutputStream out = client.getOutputStream();
                readRequest(in);
                out.write(ANSWER);
            } catch (IOException e) {
                // One client's trouble; the next one is served.
            }
        }
    }

    /** Reads all of it: a server that closes with unread input resets the connection, and its answer is lost. */
    private static void readRequest(InputStream in) throws IOException {
        int end = 0;
        while (end != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            System.out.write(next);
            end = end << 8 | next;
        }
    }

    private static void serveUdp(DatagramSocket server) {
        DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
        while (true) {
            try {
                packet.setLength(1024);
                server.receive(packet);
                System.out.println(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII));
                server.send(packet);
            } catch (IOException e) {
                // As above.
            }
        }
    }
}
