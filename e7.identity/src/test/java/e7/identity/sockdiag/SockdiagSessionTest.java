package e7.identity.sockdiag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import e7.api.identity.ProcessIdentity;
import e7.api.identity.SocketRef;
import e7.api.identity.SocketRef.Kind;
import e7.api.packet.Packet;
import e7.identity.live.Allocations;
import e7.identity.live.Child;
import e7.identity.live.FakePacket;
import e7.identity.live.PrivateNetwork;
import e7.identity.proc.ProcSnapshots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way from addresses and ports to a process, with real sockets in a network of their own; only the packet is made up. */
class SockdiagSessionTest {

    private static final int OWN_PID = (int) ProcessHandle.current().pid();
    private static final int DATA = KernelPackets.ACK;
    private static final int SYN_ACK = KernelPackets.SYN | KernelPackets.ACK;

    private final SocketRef socket = new SocketRef();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void shouldNameBothEndsOfATcpConnection(String host) throws Exception {
        inPrivateNetwork(session -> {
            try (Connection connection = new Connection(host)) {
                assertOwn(session, FakePacket.tcp(connection.clientSide(), connection.serverSide(), DATA, 10).from(0));
                long client = socket.cookie();
                assertOwn(session, FakePacket.tcp(connection.serverSide(), connection.clientSide(), DATA, 10).from(0));
                assertNotEquals(client, socket.cookie());
                session.locate(FakePacket.tcp(connection.clientSide(), connection.serverSide(), DATA, 10).from(1000), socket);
                assertEquals(Kind.AMBIGUOUS, socket.kind());
            }
        });
    }

    @Test
    void shouldNameListenerUntilConnectionIsAccepted() throws Exception {
        inPrivateNetwork(session -> {
            try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                    SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
                Packet reply = FakePacket.tcp(address(server.getLocalAddress()), address(client.getLocalAddress()), SYN_ACK, 0);
                assertUnaccepted(session, reply);
                assertOwn(session);
                long connection = socket.cookie();
                long listenersInode = socket.inode();
                assertNotEquals(0, socket.listener());
                assertNotEquals(connection, socket.listener());
                try (SocketChannel accepted = server.accept()) {
                    assertTrue(accepted.isOpen());
                    assertOwn(session, reply);
                    // The engine tells by the inode that what it remembers of this cookie was the listener's.
                    assertEquals(connection, socket.cookie());
                    assertNotEquals(listenersInode, socket.inode());
                    assertEquals(0, socket.listener());
                }
            }
        });
    }

    /** Listens, and prints the inode. */
    private static final String LISTENER = "import os,socket,sys,time\na,p=sys.argv[1:3]\n"
            + "s=socket.socket(socket.AF_INET6 if ':' in a else socket.AF_INET)\n"
            + "s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEPORT,1)\ns.bind((a,int(p)))\ns.listen()\n"
            + "print(os.fstat(s.fileno()).st_ino,flush=True)\ntime.sleep(60)\n";

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::", "::ffff:127.0.0.1"})
    void shouldNotChooseBetweenProgramsThatListenOnOnePort(String rivalAddress) throws Exception {
        inPrivateNetwork(session -> {
            try (ServerSocketChannel server = reusable("127.0.0.1", 7777); SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
                Packet reply = FakePacket.tcp(address(server.getLocalAddress()), address(client.getLocalAddress()), SYN_ACK, 0);
                assertUnaccepted(session, reply);
                assertOwn(session);
                long alone = socket.listener();
                try (Child rival = Child.python(LISTENER, rivalAddress, "7777")) {
                    rival.number();
                    assertUnaccepted(session, reply);
                    assertNotEquals(alone, socket.listener());
                    String answer = session.identify(socket).display();
                    assertTrue(answer.startsWith("unknown: TCP port 7777 shared by "), answer);
                }
                assertUnaccepted(session, reply);
                assertEquals(alone, socket.listener());
                assertOwn(session);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "::1"})
    void shouldPassOverListenersThatTheConnectionCannotBeOf(String otherAddress) throws Exception {
        inPrivateNetwork(session -> {
            try (ServerSocketChannel server = reusable("127.0.0.1", 7777);
                    SocketChannel client = SocketChannel.open(server.getLocalAddress());
                    Child other = Child.python(LISTENER, otherAddress, "7777")) {
                other.number();
                assertUnaccepted(session, FakePacket.tcp(address(server.getLocalAddress()), address(client.getLocalAddress()), SYN_ACK, 0));
                assertOwn(session);
            }
        });
    }

    @Test
    void shouldNameTheProgramOfSeveralListeners() throws Exception {
        inPrivateNetwork(session -> {
            try (ServerSocketChannel server = reusable("127.0.0.1", 7777);
                    ServerSocketChannel second = reusable("127.0.0.1", 7777);
                    ServerSocketChannel third = reusable("0.0.0.0", 7777);
                    SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
                assertTrue(second.isOpen() && third.isOpen());
                Packet reply = FakePacket.tcp(address(server.getLocalAddress()), address(client.getLocalAddress()), SYN_ACK, 0);
                assertUnaccepted(session, reply);
                assertOwn(session);
                long number = socket.listener();
                long inode = socket.inode();
                try (SockdiagSession other = SockdiagSession.open(new ProcSnapshots())) {
                    assertUnaccepted(other, reply);
                    // By these another thread finds what this one has remembered.
                    assertEquals(number, socket.listener());
                    assertEquals(inode, socket.inode());
                }
                try (ServerSocketChannel fourth = reusable("127.0.0.1", 7777)) {
                    assertTrue(fourth.isOpen());
                    assertUnaccepted(session, reply);
                    assertNotEquals(number, socket.listener());
                }
            }
        });
    }

    private static ServerSocketChannel reusable(String address, int port) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.INET)
                .setOption(StandardSocketOptions.SO_REUSEPORT, true)
                .bind(new InetSocketAddress(address, port));
    }

    private void assertUnaccepted(SockdiagSession session, Packet packet) {
        session.locate(packet, socket);
        assertEquals(Kind.UNACCEPTED, socket.kind(), socket.reason());
        session.findListener(packet, socket);
    }

    @Test
    void shouldNameListenerForSynAck() throws Exception {
        Child.needs("/usr/sbin/nft");
        inPrivateNetwork(session -> {
            // The SYN-ACK never arrives, so the connection stays in SYN_RECV.
            PrivateNetwork.command("/usr/sbin/nft", "add table inet t; add chain inet t o { type filter hook output priority 0; };"
                    + " add rule inet t o tcp flags & (syn|ack) == (syn|ack) drop");
            try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(0));
                    SocketChannel client = SocketChannel.open()) {
                client.configureBlocking(false);
                client.bind(new InetSocketAddress("127.0.0.1", 0));
                client.connect(new InetSocketAddress("127.0.0.1", address(server.getLocalAddress()).getPort()));
                InetSocketAddress serverSide = new InetSocketAddress("127.0.0.1", address(server.getLocalAddress()).getPort());
                assertUnaccepted(session, FakePacket.tcp(serverSide, address(client.getLocalAddress()), SYN_ACK, 0));
                assertOwn(session);
                // The client's own, in SYN_SENT.
                assertOwn(session, FakePacket.tcp(address(client.getLocalAddress()), serverSide, KernelPackets.SYN, 0).from(0));
            }
        });
    }

    @Test
    void shouldCallClosedConnectionAnOrphanAndLaterTheKernels() throws Exception {
        inPrivateNetwork(session -> {
            try (Connection connection = new Connection("127.0.0.1")) {
                Packet data = FakePacket.tcp(connection.clientSide(), connection.serverSide(), DATA, 10);
                assertOwn(session, data);
                long cookie = socket.cookie();
                connection.client.close();
                session.locate(data, socket);
                assertEquals(Kind.ORPHAN, socket.kind());
                assertEquals(cookie, socket.cookie());
                connection.server.close();
                Packet bare = FakePacket.tcp(connection.clientSide(), connection.serverSide(), KernelPackets.ACK, 0);
                awaitKind(session, bare, Kind.KERNEL);
                session.locate(data, socket);
                assertEquals(Kind.ORPHAN, socket.kind());
            }
        });
    }

    @Test
    void shouldNotNameListenerForADeadConnectionsData() throws Exception {
        inPrivateNetwork(session -> {
            try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
                InetSocketAddress gone = new InetSocketAddress("127.0.0.1", 9);
                session.locate(FakePacket.tcp(address(server.getLocalAddress()), gone, DATA, 10), socket);
                assertEquals(Kind.NONE, socket.kind());
                session.locate(FakePacket.tcp(address(server.getLocalAddress()), gone, KernelPackets.RST, 0), socket);
                assertEquals(Kind.KERNEL, socket.kind());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void shouldNameUdpSenderConnectedOrNot(String host) throws Exception {
        inPrivateNetwork(session -> {
            InetSocketAddress peer = new InetSocketAddress(host, 53);
            try (DatagramChannel udp = DatagramChannel.open()) {
                udp.bind(new InetSocketAddress(host, 0));
                assertOwn(session, FakePacket.udp(address(udp.getLocalAddress()), peer).from(0));
                udp.connect(peer);
                assertOwn(session, FakePacket.udp(address(udp.getLocalAddress()), peer).from(0));
                session.locate(FakePacket.udp(address(udp.getLocalAddress()), new InetSocketAddress(host, 54)), socket);
                assertEquals(Kind.NONE, socket.kind());
            }
            session.locate(FakePacket.udp(new InetSocketAddress(host, 5000), peer), socket);
            assertEquals(Kind.NONE, socket.kind());
        });
    }

    @Test
    void shouldNameDualStackSocketThatSendsIpv4() throws Exception {
        inPrivateNetwork(session -> {
            try (DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET6)) {
                udp.bind(new InetSocketAddress("::", 0));
                int port = address(udp.getLocalAddress()).getPort();
                udp.send(ByteBuffer.allocate(1), new InetSocketAddress("127.0.0.1", 9));
                assertOwn(session, FakePacket.udp(new InetSocketAddress("127.0.0.1", port), new InetSocketAddress("127.0.0.1", 9)));
                assertOwn(session, FakePacket.udp(new InetSocketAddress("::1", port), new InetSocketAddress("::1", 9)));
            }
        });
    }

    @Test
    void shouldNameSocketThatIsBoundToADevice() throws Exception {
        // 1 is the loopback interface of every network namespace; 25 is SO_BINDTODEVICE.
        String script = "import socket,time\ns=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
                + "s.setsockopt(socket.SOL_SOCKET,25,b'lo')\ns.bind(('127.0.0.1',5000))\nprint('x',flush=True)\ntime.sleep(60)\n";
        inPrivateNetwork(session -> {
            InetSocketAddress source = new InetSocketAddress("127.0.0.1", 5000);
            try (Child child = Child.python(script)) {
                assertEquals("x", child.line());
                session.locate(FakePacket.udp(source, new InetSocketAddress("127.0.0.1", 53)).from(0).by(1), socket);
                assertEquals(Kind.HELD, socket.kind());
                assertEquals(child.pid(), session.identify(socket).pid());
            }
        });
    }

    /** A subflow of MPTCP is a TCP socket of the kernel's, which has the inode of the socket that the process holds. */
    @Test
    void shouldNameHolderOfMptcpSocket() throws Exception {
        String script = "import socket,time\nl=socket.socket(2,1,262)\nl.bind(('127.0.0.1',5000))\nl.listen()\n"
                + "c=socket.socket(2,1,262)\nc.bind(('127.0.0.1',5001))\nc.connect(('127.0.0.1',5000))\nprint('x',flush=True)\ntime.sleep(60)\n";
        inPrivateNetwork(session -> {
            try (Child child = Child.python(script)) {
                assumeTrue("x".equals(child.line()), "needs MPTCP");
                session.locate(FakePacket.tcp(new InetSocketAddress("127.0.0.1", 5001), new InetSocketAddress("127.0.0.1", 5000), DATA, 10)
                        .from(0), socket);
                assertEquals(Kind.HELD, socket.kind());
                assertEquals(child.pid(), session.identify(socket).pid());
            }
        });
    }

    /** IP_PKTINFO lets a socket bound to one local address send from another, so even different addresses make rivals. */
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.2", "::"})
    void shouldNotChooseBetweenProgramsOnOneUdpPort(String rivalAddress) throws Exception {
        String script = "import socket,sys,time\na=sys.argv[1]\n"
                + "s=socket.socket(socket.AF_INET6 if ':' in a else socket.AF_INET,socket.SOCK_DGRAM)\n"
                + "s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1)\ns.bind((a,5353))\nprint('x',flush=True)\ntime.sleep(60)\n";
        inPrivateNetwork(session -> {
            Packet packet = FakePacket.udp(new InetSocketAddress("127.0.0.1", 5353), new InetSocketAddress("127.0.0.1", 53)).from(0);
            try (DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET)) {
                udp.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(new InetSocketAddress("127.0.0.1", 5353));
                assertOwn(session, packet);
                try (Child rival = Child.python(script, rivalAddress)) {
                    assertEquals("x", rival.line());
                    session.locate(packet, socket);
                    assertEquals(Kind.HELD, socket.kind());
                    ProcessIdentity answer = session.identify(socket);
                    assertFalse(answer.isKnown());
                    assertTrue(answer.display().startsWith("unknown: UDP port 5353 shared by "), answer.display());
                }
                assertOwn(session, packet);
            }
        });
    }

    @Test
    void shouldPassOverRivalOfAnotherUserWhenTheKernelNamesTheUser() throws Exception {
        String script = "import socket,time\ns=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
                + "s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1)\ns.bind(('127.0.0.1',5353))\nprint('x',flush=True)\ntime.sleep(60)\n";
        inPrivateNetwork(session -> {
            InetSocketAddress source = new InetSocketAddress("127.0.0.1", 5353);
            InetSocketAddress peer = new InetSocketAddress("127.0.0.1", 53);
            try (DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET)) {
                udp.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(source);
                try (Child rival = asNobody(script)) {
                    assertEquals("x", rival.line());
                    // The look-up names either of the two; whose packet it cannot be is noticed at once.
                    session.locate(FakePacket.udp(source, peer).from(0), socket);
                    boolean isOurs = socket.kind() == Kind.HELD;
                    assertTrue(isOurs || socket.kind() == Kind.AMBIGUOUS);
                    session.locate(FakePacket.udp(source, peer).from(65534), socket);
                    assertEquals(isOurs ? Kind.AMBIGUOUS : Kind.HELD, socket.kind());
                    session.locate(FakePacket.udp(source, peer).from(isOurs ? 0 : 65534), socket);
                    assertEquals(isOurs ? OWN_PID : rival.pid(), session.identify(socket).pid());
                    session.locate(FakePacket.udp(source, peer), socket);
                    assertFalse(session.identify(socket).isKnown());
                }
            }
        });
    }

    @Test
    void shouldNotNameOwnerWhenARivalIsHidden() throws Exception {
        String script = "import array,socket,time\ns=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
                + "s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1)\ns.bind(('127.0.0.1',5353))\n"
                + "a,b=socket.socketpair(socket.AF_UNIX)\n"
                + "a.sendmsg([b'x'],[(socket.SOL_SOCKET,socket.SCM_RIGHTS,array.array('i',[s.fileno()]))])\n"
                + "s.close()\nprint('x',flush=True)\ntime.sleep(60)\n";
        inPrivateNetwork(session -> {
            try (DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET)) {
                InetSocketAddress source = new InetSocketAddress("127.0.0.1", 5353);
                udp.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(source);
                try (Child rival = Child.python(script)) {
                    assertEquals("x", rival.line());
                    session.locate(FakePacket.udp(source, new InetSocketAddress("127.0.0.1", 53)).from(0), socket);
                    ProcessIdentity answer = session.identify(socket);
                    assertFalse(answer.isKnown(), answer.display());
                }
            }
        });
    }

    @Test
    void shouldKnowTheKernelsPacketsAndNotTakeOthersForThem() throws Exception {
        inPrivateNetwork(session -> {
            session.locate(FakePacket.icmpv6(135, -1), socket);
            assertEquals(Kind.KERNEL, socket.kind());
            session.locate(FakePacket.of(4, KernelPackets.IGMP), socket);
            assertEquals(Kind.KERNEL, socket.kind());
            session.locate(FakePacket.icmp(KernelPackets.ECHO, 5), socket);
            assertEquals(Kind.NONE, socket.kind());
            session.locate(FakePacket.of(4, 47), socket);
            assertEquals(Kind.NONE, socket.kind());
            session.locate(FakePacket.of(4, Packet.UNKNOWN), socket);
            assertEquals(Kind.NONE, socket.kind());
        });
    }

    @Test
    void shouldAllocateNothing() throws Exception {
        inPrivateNetwork(session -> {
            try (Connection connection = new Connection("127.0.0.1"); DatagramChannel udp = DatagramChannel.open()) {
                udp.bind(new InetSocketAddress("::1", 0));
                Packet tcp = FakePacket.tcp(connection.clientSide(), connection.serverSide(), DATA, 10).from(0);
                Packet datagram = FakePacket.udp(address(udp.getLocalAddress()), new InetSocketAddress("::1", 53)).from(0);
                Packet unknown = FakePacket.udp(new InetSocketAddress("127.0.0.1", 5), new InetSocketAddress("127.0.0.1", 53));
                assertEquals(0, Allocations.of(() -> session.locate(tcp, socket)));
                assertEquals(0, Allocations.of(() -> session.locate(datagram, socket)));
                assertEquals(Kind.HELD, socket.kind());
                assertEquals(0, Allocations.of(() -> session.locate(unknown, socket)));
            }
        });
    }

    private void assertOwn(SockdiagSession session, Packet packet) {
        session.locate(packet, socket);
        assertOwn(session);
    }

    private void assertOwn(SockdiagSession session) {
        assertEquals(Kind.HELD, socket.kind(), socket.reason());
        assertEquals(0, socket.uid());
        assertNotEquals(0, socket.cookie());
        ProcessIdentity process = session.identify(socket);
        assertEquals(OWN_PID, process.pid(), process.display());
        assertTrue(process.path().endsWith("/java"), process.path());
        assertTrue(session.isCurrent(process));
    }

    private void awaitKind(SockdiagSession session, Packet packet, Kind kind) throws InterruptedException {
        session.locate(packet, socket);
        for (int i = 0; i < 200 && socket.kind() != kind; i++) {
            Thread.sleep(10);
            session.locate(packet, socket);
        }
        assertEquals(kind, socket.kind());
    }

    private static Child asNobody(String script) {
        Child.needs("/usr/bin/setpriv");
        Child.needsPython();
        return Child.run("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c", script);
    }

    private static InetSocketAddress address(SocketAddress address) {
        return (InetSocketAddress) address;
    }

    private static void inPrivateNetwork(Asking test) throws Exception {
        PrivateNetwork.run(() -> {
            try (SockdiagSession session = SockdiagSession.open(new ProcSnapshots())) {
                test.ask(session);
            }
            return null;
        });
    }

    private interface Asking {
        void ask(SockdiagSession session) throws Exception;
    }

    /** A TCP connection, both ends of which are this process's. */
    private static final class Connection implements AutoCloseable {
        private final ServerSocketChannel listener;
        private final SocketChannel client;
        private final SocketChannel server;
        private final InetSocketAddress clientSide;

        Connection(String host) throws IOException {
            listener = ServerSocketChannel.open().bind(new InetSocketAddress(host, 0));
            client = SocketChannel.open(listener.getLocalAddress());
            clientSide = address(client.getLocalAddress());
            server = listener.accept();
        }

        InetSocketAddress clientSide() {
            return clientSide;
        }

        InetSocketAddress serverSide() throws IOException {
            return address(listener.getLocalAddress());
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
            listener.close();
        }
    }
}
