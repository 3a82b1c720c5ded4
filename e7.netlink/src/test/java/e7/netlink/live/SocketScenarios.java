package e7.netlink.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.netlink.NetlinkException;
import e7.netlink.rtnetlink.Links;
import e7.netlink.sockdiag.InetDiag;
import e7.netlink.sockdiag.SocketDiagnosis;
import e7.netlink.sockdiag.SocketList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Look-ups of real sockets, each in a fresh network namespace of its own. */
final class SocketScenarios {
    private static final int LO = Links.LOOPBACK;

    private SocketScenarios() {}

    public static void main(String[] arguments) throws Exception {
        Links.setUp(LO);
        try (SocketDiagnosis sockets = SocketDiagnosis.open()) {
            switch (arguments[0]) {
                case "tcp" -> tcp(sockets);
                case "udp" -> udp(sockets);
                case "dualstack" -> dualStack(sockets);
                case "senders" -> senders(sockets);
                case "listeners" -> listeners(sockets);
                case "device" -> device(sockets);
                case "allocation" -> allocation(sockets);
                case "unknown" -> unknown(sockets);
                default -> throw new IllegalArgumentException("no such scenario: name=" + arguments[0]);
            }
        }
    }

    private static void tcp(SocketDiagnosis sockets) throws IOException {
        for (String address : new String[] {"127.0.0.1", "::1"}) {
            InetAddress loopback = InetAddress.getByName(address);
            try (ServerSocket server = new ServerSocket(0, 5, loopback);
                    Socket client = new Socket(loopback, server.getLocalPort())) {
                int port = server.getLocalPort();
                assertTrue(find(sockets, InetDiag.IPPROTO_TCP, address, client.getLocalPort(), address, port, LO));
                assertEquals(InetDiag.TCP_ESTABLISHED, sockets.state());
                assertTrue(sockets.isConnected());
                assertNotEquals(0, sockets.inode());
                assertEquals(0, sockets.uid());
                long clientCookie = sockets.cookie();
                assertTrue(find(sockets, InetDiag.IPPROTO_TCP, address, port, address, client.getLocalPort(), LO));
                assertEquals(0, sockets.inode(), "not accepted yet");
                long cookie = sockets.cookie();
                assertNotEquals(clientCookie, cookie);
                try (Socket accepted = server.accept()) {
                    assertTrue(accepted.isConnected());
                    assertTrue(find(sockets, InetDiag.IPPROTO_TCP, address, port, address, client.getLocalPort(), LO));
                    assertNotEquals(0, sockets.inode());
                    assertEquals(cookie, sockets.cookie());
                }
                assertTrue(find(sockets, InetDiag.IPPROTO_TCP, address, port, address, 1, LO));
                assertEquals(InetDiag.TCP_LISTEN, sockets.state());
                assertTrue(sockets.findListener(high(address), low(address), port, LO));
                assertFalse(sockets.findListener(high(address), low(address), client.getLocalPort(), LO));
                assertFalse(find(sockets, InetDiag.IPPROTO_TCP, address, 1, address, 2, LO));
            }
        }
    }

    private static void udp(SocketDiagnosis sockets) throws IOException {
        for (String address : new String[] {"127.0.0.1", "::1"}) {
            try (DatagramChannel bound = open(address, 0); DatagramChannel wild = open(address.equals("::1") ? "::" : "0.0.0.0", 0)) {
                assertTrue(find(sockets, InetDiag.IPPROTO_UDP, address, port(bound), address, 53, LO));
                assertFalse(sockets.isWildcard());
                assertFalse(sockets.isConnected());
                assertEquals(InetDiag.TCP_CLOSE, sockets.state());
                assertTrue(find(sockets, InetDiag.IPPROTO_UDP, address, port(wild), address, 53, LO));
                assertTrue(sockets.isWildcard());
                bound.connect(new InetSocketAddress(address, 53));
                assertTrue(find(sockets, InetDiag.IPPROTO_UDP, address, port(bound), address, 53, LO));
                assertTrue(sockets.isConnected());
                assertFalse(find(sockets, InetDiag.IPPROTO_UDP, address, port(bound), address, 54, LO));
            }
        }
    }

    private static void dualStack(SocketDiagnosis sockets) throws IOException {
        try (DatagramChannel both = open("::", 0)) {
            assertTrue(find(sockets, InetDiag.IPPROTO_UDP, "127.0.0.1", port(both), "127.0.0.1", 53, LO));
            assertTrue(sockets.isIpv6());
            both.connect(new InetSocketAddress("127.0.0.1", 53));
            assertTrue(find(sockets, InetDiag.IPPROTO_UDP, "127.0.0.1", port(both), "127.0.0.1", 53, LO));
            assertTrue(sockets.isIpv6());
            assertTrue(sockets.isConnected());
        }
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("::"));
                Socket client = new Socket("127.0.0.1", server.getLocalPort())) {
            assertTrue(find(sockets, InetDiag.IPPROTO_TCP, "127.0.0.1", client.getLocalPort(), "127.0.0.1", server.getLocalPort(), LO));
            assertTrue(sockets.isIpv6(), "the JDK's TCP sockets are");
            assertTrue(sockets.findListener(high("127.0.0.1"), low("127.0.0.1"), server.getLocalPort(), LO));
            assertTrue(sockets.isIpv6());
        }
    }

    private static void senders(SocketDiagnosis sockets) throws IOException {
        SocketList list = new SocketList(2);
        try (DatagramChannel first = open("127.0.0.1", 0)) {
            int port = port(first);
            assertEquals(1, sockets.findSenders(InetDiag.IPPROTO_UDP, true, port, -1, list));
            assertNotEquals(0, list.inode(0));
            assertEquals(0, sockets.findSenders(InetDiag.IPPROTO_UDP, false, port, -1, list));
            assertEquals(1, sockets.findSenders(InetDiag.IPPROTO_UDP, true, port, 0, list));
            assertEquals(0, sockets.findSenders(InetDiag.IPPROTO_UDP, true, port, 1000, list));
            try (DatagramChannel second = open("127.0.0.2", port); DatagramChannel third = open("::", port)) {
                assertEquals(3, sockets.findSenders(InetDiag.IPPROTO_UDP, true, port, -1, list));
                assertFalse(list.isComplete());
                assertEquals(1, sockets.findSenders(InetDiag.IPPROTO_UDP, false, port, -1, list));
                assertEquals(port(second), port(third));
            }
        }
        printCost("findSenders", () -> sockets.findSenders(InetDiag.IPPROTO_UDP, true, 9, -1, list));
    }

    private static void listeners(SocketDiagnosis sockets) throws IOException {
        SocketList list = new SocketList(100);
        List<ServerSocketChannel> servers = new ArrayList<>();
        int port = ((InetSocketAddress) listen(servers, StandardProtocolFamily.INET, "127.0.0.1", 0).getLocalAddress()).getPort();
        assertEquals(1, sockets.findListeners(high("127.0.0.1"), low("127.0.0.1"), port, list));
        assertTrue(sockets.findListener(high("127.0.0.1"), low("127.0.0.1"), port, LO));
        assertEquals(sockets.inode(), list.inode(0));
        assertEquals(sockets.cookie(), list.cookie(0));
        assertEquals(0, sockets.findListeners(high("127.0.0.2"), low("127.0.0.2"), port, list), "another address");
        assertEquals(0, sockets.findListeners(high("::1"), low("::1"), port, list), "the other IP version");
        listen(servers, StandardProtocolFamily.INET, "0.0.0.0", port);
        listen(servers, StandardProtocolFamily.INET6, "::", port);
        assertEquals(3, sockets.findListeners(high("127.0.0.1"), low("127.0.0.1"), port, list));
        assertEquals(1, sockets.findListeners(high("::1"), low("::1"), port, list));
        for (int i = 0; i < 97; i++) {
            listen(servers, StandardProtocolFamily.INET, "127.0.0.1", port);
        }
        assertEquals(100, sockets.findListeners(high("127.0.0.1"), low("127.0.0.1"), port, list));
        assertEquals(100, LongStream.range(0, 100).map(i -> list.cookie((int) i)).distinct().count());
        for (ServerSocketChannel server : servers) {
            server.close();
        }
        assertEquals(0, sockets.findListeners(high("127.0.0.1"), low("127.0.0.1"), port, list));
        printCost("findListeners", () -> sockets.findListeners(high("127.0.0.1"), low("127.0.0.1"), 9, list));
    }

    private static ServerSocketChannel listen(List<ServerSocketChannel> servers, StandardProtocolFamily family, String address, int port)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(family);
        servers.add(server);
        return server.setOption(StandardSocketOptions.SO_REUSEPORT, true).bind(new InetSocketAddress(InetAddress.getByName(address), port));
    }

    private interface Call {
        void run() throws IOException;
    }

    private static void printCost(String name, Call call) throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; i < 2000; i++) {
            call.run();
        }
        System.out.println(name + ": " + (System.nanoTime() - begin) / 2000 + " ns");
    }

    /** A socket of python's, since the JDK has no SO_BINDTODEVICE. */
    private static void device(SocketDiagnosis sockets) throws Exception {
        String script = """
                import socket, sys
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.setsockopt(socket.SOL_SOCKET, 25, b'lo')
                s.bind(('127.0.0.1', 0))
                print(s.getsockname()[1], flush=True)
                sys.stdin.read()
                """;
        Process python = new ProcessBuilder("python3", "-c", script).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(python.getInputStream()))) {
            int port = Integer.parseInt(output.readLine());
            assertTrue(find(sockets, InetDiag.IPPROTO_UDP, "127.0.0.1", port, "127.0.0.1", 53, LO));
            assertEquals(LO, sockets.boundInterface());
            assertFalse(find(sockets, InetDiag.IPPROTO_UDP, "127.0.0.1", port, "127.0.0.1", 53, 0));
        } finally {
            python.getOutputStream().close();
            python.waitFor();
        }
        try (DatagramChannel unbound = open("127.0.0.1", 0)) {
            assertTrue(find(sockets, InetDiag.IPPROTO_UDP, "127.0.0.1", port(unbound), "127.0.0.1", 53, LO));
            assertTrue(find(sockets, InetDiag.IPPROTO_UDP, "127.0.0.1", port(unbound), "127.0.0.1", 53, 0));
        }
    }

    private static void allocation(SocketDiagnosis sockets) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (DatagramChannel bound = open("127.0.0.1", 0)) {
            long high = high("127.0.0.1");
            long low = low("127.0.0.1");
            int port = port(bound);
            int rounds = 50_000;
            long bytes = 0;
            long begin = 0;
            for (int warm = 0; warm < 3; warm++) {
                bytes = threads.getCurrentThreadAllocatedBytes();
                begin = System.nanoTime();
                for (int i = 0; i < rounds; i++) {
                    assertTrue(sockets.find(InetDiag.IPPROTO_UDP, high, low, port, high, low, 53, LO));
                    assertFalse(sockets.find(InetDiag.IPPROTO_UDP, high, low, 1, high, low, 53, LO));
                }
                begin = System.nanoTime() - begin;
                bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
            }
            System.out.println("find: " + begin / rounds / 2 + " ns, bytes allocated in all: " + bytes);
            assertTrue(bytes < rounds, () -> "allocates");
        }
    }

    private static void unknown(SocketDiagnosis sockets) throws IOException {
        for (int protocol : new int[] {InetDiag.IPPROTO_UDPLITE, InetDiag.IPPROTO_SCTP, 1, 200}) {
            try {
                assertFalse(find(sockets, protocol, "127.0.0.1", 1, "127.0.0.1", 2, LO));
                System.out.println("protocol " + protocol + ": not found");
            } catch (NetlinkException e) {
                System.out.println("protocol " + protocol + ": " + e.getMessage());
                throw e;
            }
        }
        assertEquals(0, sockets.findSenders(InetDiag.IPPROTO_UDPLITE, true, 1, -1, new SocketList(0)));
    }

    private static DatagramChannel open(String address, int port) throws IOException {
        boolean ipv6 = address.contains(":");
        DatagramChannel channel = DatagramChannel.open(ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        return channel.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    }

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private static boolean find(SocketDiagnosis sockets, int protocol, String source, int sourcePort, String destination, int port, int index)
            throws IOException {
        return sockets.find(protocol, high(source), low(source), sourcePort, high(destination), low(destination), port, index);
    }

    private static long high(String address) throws IOException {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        return bytes.length == 4 ? 0 : new BigInteger(bytes).shiftRight(64).longValue();
    }

    private static long low(String address) throws IOException {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        long low = new BigInteger(bytes).longValue();
        return bytes.length == 4 ? low & 0xffff_ffffL | 0xffff_0000_0000L : low;
    }
}
