package e7.netlink.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Packets over the loopback interface. */
public final class Traffic {
    static final String[] LOOPBACKS = {"127.0.0.1", "::1"};

    private Traffic() {}

    /** Sends a datagram to a socket of its own, and returns what arrives within half a second, or null. */
    public static String udp(String address, String text) throws IOException {
        InetAddress loopback = InetAddress.getByName(address);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket server = new DatagramSocket(0, loopback); DatagramSocket client = new DatagramSocket(0, loopback)) {
            server.setSoTimeout(500);
            client.send(new DatagramPacket(bytes, bytes.length, server.getLocalSocketAddress()));
            DatagramPacket packet = new DatagramPacket(new byte[64], 64);
            server.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    /** Sends a datagram to a port where nobody is and waits for the error; a timeout if there is none. */
    static void udpUnanswered(String address) throws IOException {
        try (DatagramSocket client = new DatagramSocket()) {
            client.connect(new InetSocketAddress(address, 9));
            client.setSoTimeout(2000);
            client.send(new DatagramPacket(new byte[1], 1));
            client.receive(new DatagramPacket(new byte[1], 1));
        }
    }

    /** Connects to a server of its own, sends bytes, and returns how many arrive. */
    static int tcp(String address, byte[] bytes) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName(address)); Socket client = new Socket()) {
            client.connect(server.getLocalSocketAddress(), 2000);
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
            try (Socket accepted = server.accept()) {
                accepted.setSoTimeout(2000);
                return accepted.getInputStream().readAllBytes().length;
            }
        }
    }

    /** Connects to a server of its own, sends bytes, and waits for an answer that does not come, but perhaps an error. */
    static void answered(String address, byte[] bytes) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName(address)); Socket client = new Socket()) {
            client.connect(server.getLocalSocketAddress(), 2000);
            client.setSoTimeout(2000);
            client.getOutputStream().write(bytes);
            client.getInputStream().read();
        }
    }

    /** Connects to a server of its own. */
    static void connect(String address) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName(address)); Socket client = new Socket()) {
            client.connect(server.getLocalSocketAddress(), 2000);
        }
    }

    /** Runs a script of python's, for what the JDK's sockets can't do, and returns its first line. */
    public static String python(String script, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 3];
        command[0] = "python3";
        command[1] = "-c";
        command[2] = script;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            python.waitFor();
            return line;
        }
    }
}
