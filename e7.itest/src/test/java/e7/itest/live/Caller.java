package e7.itest.live;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A sender that is the JDK's own: says something over {@code tcp} or {@code udp} to the port of a host and ends with 0 if it comes back within
 * two seconds. Needs nothing but the JDK, so that it runs from a copied class file.
 */
public final class Caller {

    private static final int LIMIT_MILLIS = 2000;
    private static final byte[] WORDS = "java ".getBytes();

    private Caller() {}

    /** Takes protocol, host and port. */
    public static void main(String... arguments) throws IOException {
        InetAddress host = InetAddress.getByName(arguments[1]);
        int port = Integer.parseInt(arguments[2]);
        if (arguments[0].equals("udp")) {
            callUdp(host, port);
        } else {
            callTcp(host, port);
        }
    }

    private static void callUdp(InetAddress host, int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(LIMIT_MILLIS);
            DatagramPacket packet = new DatagramPacket(WORDS, WORDS.length, host, port);
            socket.send(packet);
            socket.receive(packet);
        }
    }

    private static void callTcp(InetAddress host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(WORDS);
            if (socket.getInputStream().read() < 0) {
                throw new IOException("ended without an answer");
            }
        }
    }
}
