package e7.identity.sockdiag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.identity.SocketRef;
import e7.api.identity.SocketRef.Kind;
import e7.api.packet.Packet;
import e7.identity.live.FakePacket;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules, with a table of sockets that a test writes. */
class TransportLocatorTest {

    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 4000);
    private static final InetSocketAddress THERE = new InetSocketAddress("192.0.2.2", 80);
    private static final int SYN_ACK = KernelPackets.SYN | KernelPackets.ACK;
    private static final long ALICE = 1000;

    private final Table table = new Table();
    private final TransportLocator locator = new TransportLocator(table);
    private final SocketRef socket = new SocketRef();

    @Test
    void shouldFindHeldSocket() {
        table.entry = new Entry(1, 77, 500, ALICE);
        locator.locate(data().from(ALICE), socket);
        assertHeld(77, 500);
        locator.locate(data(), socket);
        assertHeld(77, 500);
        locator.locate(FakePacket.udp(HERE, THERE).from(ALICE), socket);
        assertHeld(77, 500);
    }

    @Test
    void shouldNotChooseWhenTheKernelNamesAnotherUser() {
        table.entry = new Entry(1, 77, 500, ALICE);
        locator.locate(data().from(1001), socket);
        assertEquals(Kind.AMBIGUOUS, socket.kind());
        locator.locate(FakePacket.udp(HERE, THERE).from(0), socket);
        assertEquals(Kind.AMBIGUOUS, socket.kind());
    }

    @ParameterizedTest
    @ValueSource(ints = {SocketLookup.SYN_RECV, SocketLookup.ESTABLISHED})
    void shouldLeaveTheHandshakeOfAnUnacceptedConnectionToItsListener(int state) {
        table.entry = new Entry(state, 77, 0, 0);
        table.listener = new Entry(SocketLookup.LISTEN, 5, 600, ALICE);
        locator.locate(FakePacket.tcp(HERE, THERE, SYN_ACK, 0), socket);
        assertEquals(Kind.UNACCEPTED, socket.kind());
        assertEquals(77, socket.cookie());
        assertEquals(ALICE, socket.uid());
        locator.locate(FakePacket.tcp(HERE, THERE, SYN_ACK, 0).from(1001), socket);
        assertEquals(Kind.AMBIGUOUS, socket.kind());
        locator.locate(FakePacket.tcp(HERE, THERE, SYN_ACK, 10), socket);
        assertOrphan(77);
    }

    @Test
    void shouldNotNameListenerForDataOrWhenThereIsNone() {
        table.entry = new Entry(SocketLookup.SYN_RECV, 77, 0, 0);
        locator.locate(FakePacket.tcp(HERE, THERE, SYN_ACK, 0), socket);
        assertOrphan(77);
        table.listener = new Entry(SocketLookup.LISTEN, 5, 600, ALICE);
        locator.locate(data(), socket);
        assertOrphan(77);
    }

    @Test
    void shouldNameListenerThatSentSynAckWithCookie() {
        table.entry = new Entry(SocketLookup.LISTEN, 5, 600, ALICE);
        locator.locate(FakePacket.tcp(HERE, THERE, SYN_ACK, 0).from(ALICE), socket);
        assertHeld(5, 600);
    }

    @Test
    void shouldNotNameListenerForWhatADeadConnectionSent() {
        table.entry = new Entry(SocketLookup.LISTEN, 5, 600, ALICE);
        locator.locate(data(), socket);
        assertEquals(Kind.NONE, socket.kind());
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.FIN | KernelPackets.ACK, 0), socket);
        assertEquals(Kind.NONE, socket.kind());
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.RST, 0), socket);
        assertEquals(Kind.KERNEL, socket.kind());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 6, 7, 8, 9, 11, 12})
    void shouldCallWhatItsProcessMayHaveWrittenAnOrphans(int state) {
        table.entry = new Entry(state, 77, 0, ALICE);
        table.listener = new Entry(SocketLookup.LISTEN, 5, 600, ALICE);
        locator.locate(data(), socket);
        assertOrphan(77);
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.FIN | KernelPackets.ACK, 0), socket);
        assertOrphan(77);
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.ACK, Packet.UNKNOWN), socket);
        assertOrphan(77);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 6, 8, 9, 11})
    void shouldTakeBareAcknowledgementsOfWhatNobodyHoldsForTheKernels(int state) {
        table.entry = new Entry(state, 77, 0, ALICE);
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.ACK, 0), socket);
        assertEquals(Kind.KERNEL, socket.kind());
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.RST, 0), socket);
        assertEquals(Kind.KERNEL, socket.kind());
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.ACK, 0).from(ALICE), socket);
        assertOrphan(77);
    }

    @Test
    void shouldNotTakeForTheKernelsWhatHasRoomForMoreThanHeaders() {
        table.entry = new Entry(5, 77, 0, ALICE);
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.ACK, 0).bytes(80), socket);
        assertEquals(Kind.KERNEL, socket.kind());
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.ACK, 0).bytes(84), socket);
        assertOrphan(77);
        InetSocketAddress six = new InetSocketAddress("2001:db8::1", 4000);
        locator.locate(FakePacket.tcp(six, six, KernelPackets.ACK, 0).bytes(100), socket);
        assertEquals(Kind.KERNEL, socket.kind());
        locator.locate(FakePacket.tcp(six, six, KernelPackets.ACK, 0).bytes(104), socket);
        assertOrphan(77);
    }

    @Test
    void shouldKnowNobodyWhenThereIsNoSocket() {
        locator.locate(data(), socket);
        assertEquals(Kind.NONE, socket.kind());
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.SYN, 0), socket);
        assertEquals(Kind.NONE, socket.kind());
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.RST, 0).from(ALICE), socket);
        assertEquals(Kind.NONE, socket.kind());
        locator.locate(FakePacket.udp(HERE, THERE), socket);
        assertEquals(Kind.NONE, socket.kind());
        locator.locate(FakePacket.tcp(HERE, THERE, KernelPackets.ACK, 0), socket);
        assertEquals(Kind.KERNEL, socket.kind());
    }

    @Test
    void shouldKnowNobodyWhenUdpSocketIsBeingClosed() {
        table.entry = new Entry(7, 77, 0, ALICE);
        table.listener = new Entry(SocketLookup.LISTEN, 5, 600, ALICE);
        locator.locate(FakePacket.udp(HERE, THERE), socket);
        assertEquals(Kind.NONE, socket.kind());
    }

    private void assertHeld(long cookie, long inode) {
        assertEquals(Kind.HELD, socket.kind());
        assertEquals(cookie, socket.cookie());
        assertEquals(inode, socket.inode());
        assertEquals(ALICE, socket.uid());
    }

    private void assertOrphan(long cookie) {
        assertEquals(Kind.ORPHAN, socket.kind());
        assertEquals(cookie, socket.cookie());
    }

    private static FakePacket data() {
        return FakePacket.tcp(HERE, THERE, KernelPackets.ACK, 10);
    }

    private record Entry(int state, long cookie, long inode, long uid) {
    }

    private static final class Table implements SocketLookup {
        private Entry entry;
        private Entry listener;
        private Entry current;

        @Override
        public boolean find(Packet packet) {
            current = entry;
            return current != null;
        }

        @Override
        public boolean findListener(Packet packet) {
            current = listener;
            return current != null;
        }

        @Override
        public int state() {
            return current.state();
        }

        @Override
        public long cookie() {
            return current.cookie();
        }

        @Override
        public long inode() {
            return current.inode();
        }

        @Override
        public long uid() {
            return current.uid();
        }

        @Override
        public boolean isIpv6() {
            return false;
        }
    }
}
