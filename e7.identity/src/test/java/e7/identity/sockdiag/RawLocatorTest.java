package e7.identity.sockdiag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.identity.SocketRef;
import e7.api.identity.SocketRef.Kind;
import e7.api.packet.Packet;
import e7.identity.live.Allocations;
import e7.identity.live.Child;
import e7.identity.live.FakePacket;
import e7.identity.live.PrivateNetwork;
import org.junit.jupiter.api.Test;

/** Real ping and raw sockets, each test in a network of its own. */
class RawLocatorTest {

    private static final String START = "import os,socket,sys,time\n"
            + "def tell(s): print(os.fstat(s.fileno()).st_ino,flush=True)\n";
    private static final String PING = START + "s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM,1)\n"
            + "s.bind(('127.0.0.1',0))\nprint(s.getsockname()[1],flush=True)\ntell(s)\ntime.sleep(60)\n";
    private static final String PING6 = START + "s=socket.socket(socket.AF_INET6,socket.SOCK_DGRAM,58)\n"
            + "s.bind(('::1',0))\nprint(s.getsockname()[1],flush=True)\ntell(s)\ntime.sleep(60)\n";
    private static final String RAW = START + "s=socket.socket(int(sys.argv[1]),socket.SOCK_RAW,int(sys.argv[2]))\n"
            + "tell(s)\ntime.sleep(60)\n";
    private static final String SETPRIV = "/usr/bin/setpriv";

    private final SocketRef socket = new SocketRef();

    @Test
    void shouldFindPingSocketByIdentifierAndUser() throws Exception {
        inNetworkWithPing(raw -> {
            try (Child child = asNobody(PING)) {
                int identifier = (int) child.number();
                long inode = child.number();
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, identifier).from(65534), socket);
                assertSocket(Kind.HELD, inode, 65534);
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, identifier), socket);
                assertSocket(Kind.HELD, inode, 65534);
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, identifier ^ 1).from(65534), socket);
                assertEquals(Kind.NONE, socket.kind());
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, identifier).from(1000), socket);
                assertEquals(Kind.NONE, socket.kind());
            }
        });
    }

    @Test
    void shouldFindPing6Socket() throws Exception {
        inNetworkWithPing(raw -> {
            try (Child child = asNobody(PING6)) {
                int identifier = (int) child.number();
                long inode = child.number();
                raw.locate(FakePacket.icmpv6(KernelPackets.ECHO_V6, identifier).from(65534), socket);
                assertSocket(Kind.HELD, inode, 65534);
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, identifier).from(65534), socket);
                assertEquals(Kind.NONE, socket.kind());
            }
        });
    }

    @Test
    void shouldNotChooseBetweenPingSocketsThatShareAnIdentifier() throws Exception {
        String two = START + "l=[]\nfor i in range(2):\n s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM,1)\n"
                + " s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1)\n s.bind(('127.0.0.1',777))\n l.append(s)\n"
                + "print('x',flush=True)\ntime.sleep(60)\n";
        inNetworkWithPing(raw -> {
            try (Child child = asNobody(two)) {
                child.line();
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, 777).from(65534), socket);
                assertEquals(Kind.AMBIGUOUS, socket.kind());
            }
        });
    }

    @Test
    void shouldFindRawSocketOfTheProtocolOrOfAny() throws Exception {
        inNetworkWithPing(raw -> {
            try (Child icmp = Child.python(RAW, "2", "1"); Child any = Child.python(RAW, "10", "255")) {
                long icmpInode = icmp.number();
                long anyInode = any.number();
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, 5).from(0), socket);
                assertSocket(Kind.HELD, icmpInode, 0);
                raw.locate(FakePacket.icmp(0, 5).from(0), socket);
                assertSocket(Kind.HELD, icmpInode, 0);
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, 5).from(1000), socket);
                assertEquals(Kind.NONE, socket.kind());
                raw.locate(FakePacket.of(4, 47).from(0), socket);
                assertEquals(Kind.NONE, socket.kind());
                raw.locate(FakePacket.of(6, 47).from(0), socket);
                assertSocket(Kind.HELD, anyInode, 0);
            }
        });
    }

    @Test
    void shouldNotChooseBetweenRawSocketsOfOneUser() throws Exception {
        inNetworkWithPing(raw -> {
            try (Child one = Child.python(RAW, "2", "1"); Child two = Child.python(RAW, "2", "255")) {
                one.number();
                two.number();
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, 5).from(0), socket);
                assertEquals(Kind.AMBIGUOUS, socket.kind());
            }
        });
    }

    @Test
    void shouldGiveUpWhenSomebodyOpensTooManyPingSockets() throws Exception {
        String many = START + "l=[socket.socket(socket.AF_INET,socket.SOCK_DGRAM,1) for _ in range(800)]\n"
                + "[s.bind(('127.0.0.1',0)) for s in l]\nprint('x',flush=True)\ntime.sleep(60)\n";
        inNetworkWithPing(raw -> {
            try (Child child = asNobody(many)) {
                child.line();
                raw.locate(FakePacket.icmp(KernelPackets.ECHO, 1).from(0), socket);
                assertEquals(Kind.AMBIGUOUS, socket.kind());
            }
        });
    }

    @Test
    void shouldAllocateNothing() throws Exception {
        inNetworkWithPing(raw -> {
            try (Child child = asNobody(PING)) {
                Packet packet = FakePacket.icmp(KernelPackets.ECHO, (int) child.number()).from(65534);
                child.number();
                assertEquals(0, Allocations.of(() -> raw.locate(packet, socket)));
                assertEquals(Kind.HELD, socket.kind());
            }
        });
    }

    private void assertSocket(Kind kind, long inode, long uid) {
        assertEquals(kind, socket.kind());
        assertEquals(inode, socket.inode());
        assertEquals(uid, socket.uid());
    }

    private static Child asNobody(String script) {
        Child.needs(SETPRIV);
        return Child.run(SETPRIV, "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c", script);
    }

    private static void inNetworkWithPing(Locating test) throws Exception {
        Child.needsPython();
        PrivateNetwork.run(() -> {
            PrivateNetwork.command("/bin/sh", "-c", "echo 0 65534 > /proc/sys/net/ipv4/ping_group_range");
            try (RawLocator raw = new RawLocator()) {
                test.run(raw);
            }
            return null;
        });
    }

    private interface Locating {
        void run(RawLocator raw) throws Exception;
    }
}
