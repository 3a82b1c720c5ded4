package e7.netlink.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Direction;
import e7.api.queue.Verdict;
import e7.netlink.live.Firewall.Seen;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Each is run in a fresh network namespace of its own. */
final class PacketSourceScenarios {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final String[] LOOPBACKS = {"127.0.0.1", "::1"};

    private PacketSourceScenarios() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "accept" -> accept();
            case "drop" -> drop();
            case "reject" -> reject();
            default -> throw new IllegalArgumentException("no such scenario: name=" + arguments[0]);
        }
    }

    private static void accept() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> Verdict.ACCEPT)) {
            for (String loopback : LOOPBACKS) {
                assertEquals("hello", udp(loopback, "hello"));
                assertEquals("world", tcp(loopback, "world"));
                int version = loopback.contains(":") ? 6 : 4;
                Seen datagram = first(firewall, version, UDP);
                assertEquals(Direction.OUT, datagram.direction());
                assertFalse(datagram.established());
                assertEquals(0, datagram.uid());
                assertEquals(0, datagram.gid());
                assertEquals(1, datagram.outInterface());
                assertEquals((version == 4 ? 20 : 40) + 8 + 5, datagram.length());
                Seen syn = first(firewall, version, TCP);
                assertEquals(Direction.OUT, syn.direction());
                assertFalse(syn.established());
                assertTrue(firewall.seen.stream().anyMatch(seen -> seen.protocol() == TCP && seen.version() == version
                        && seen.direction() == Direction.IN && seen.established()));
            }
            assertTrue(firewall.source.isHookIntact());
            assertEquals(0, firewall.queue.stats().lateVerdicts());
            System.out.println(firewall.queue.stats());
            firewall.seen.forEach(System.out::println);
        }
    }

    private static void drop() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> Verdict.DROP)) {
            for (String loopback : LOOPBACKS) {
                assertNull(udp(loopback, "hello"));
            }
            assertEquals(0, firewall.queue.stats().lateVerdicts());
        }
    }

    private static void reject() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> packet.uid() == 0 ? Verdict.REJECT : Verdict.ACCEPT)) {
            for (String loopback : LOOPBACKS) {
                try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName(loopback))) {
                    assertThrows(ConnectException.class, () -> {
                        try (Socket client = new Socket()) {
                            client.connect(server.getLocalSocketAddress(), 2000);
                        }
                    });
                }
                assertThrows(IOException.class, () -> {
                    try (DatagramSocket client = new DatagramSocket()) {
                        client.connect(new InetSocketAddress(loopback, 9));
                        client.setSoTimeout(2000);
                        client.send(new DatagramPacket(new byte[1], 1));
                        client.receive(new DatagramPacket(new byte[1], 1));
                    }
                });
            }
            firewall.seen.forEach(System.out::println);
        }
    }

    private static Seen first(Firewall firewall, int version, int protocol) {
        return firewall.seen.stream().filter(seen -> seen.version() == version && seen.protocol() == protocol).findFirst().orElseThrow();
    }

    /** Sends a datagram to a socket of its own, and returns what arrives within a second, or null. */
    private static String udp(String address, String text) throws IOException {
        InetAddress loopback = InetAddress.getByName(address);
        try (DatagramSocket server = new DatagramSocket(0, loopback); DatagramSocket client = new DatagramSocket(0, loopback)) {
            server.setSoTimeout(1000);
            client.send(new DatagramPacket(text.getBytes(), text.length(), server.getLocalSocketAddress()));
            DatagramPacket packet = new DatagramPacket(new byte[64], 64);
            server.receive(packet);
            return new String(packet.getData(), 0, packet.getLength());
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    /** Connects to a server of its own, sends a text, and returns what arrives. */
    private static String tcp(String address, String text) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName(address)); Socket client = new Socket()) {
            client.connect(server.getLocalSocketAddress(), 2000);
            client.getOutputStream().write(text.getBytes());
            client.shutdownOutput();
            try (Socket accepted = server.accept()) {
                accepted.setSoTimeout(2000);
                return new String(accepted.getInputStream().readAllBytes());
            }
        }
    }
}
