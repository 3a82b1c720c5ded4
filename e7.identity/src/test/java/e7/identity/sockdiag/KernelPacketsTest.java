package e7.identity.sockdiag;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.identity.live.FakePacket;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelPacketsTest {

    private static final InetSocketAddress A = new InetSocketAddress("192.0.2.1", 1);
    private static final InetSocketAddress B = new InetSocketAddress("192.0.2.2", 2);

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 11, 12, 14, 43})
    void shouldTakeErrorsAndRepliesForTheKernels(int type) {
        assertTrue(KernelPackets.isKernelMessage(FakePacket.icmp(type, 0)));
        assertFalse(KernelPackets.isKernelMessage(FakePacket.icmp(type, 0).from(1000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 129, 130, 131, 132, 133, 134, 135, 136, 137, 143, 161})
    void shouldTakeNeighbourDiscoveryForTheKernels(int type) {
        assertTrue(KernelPackets.isKernelMessage(FakePacket.icmpv6(type, 0)));
        assertFalse(KernelPackets.isKernelMessage(FakePacket.icmpv6(type, 0).from(0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 42, 13, 15, 17, 99, -1})
    void shouldNotTakeWhatAPingSocketSendsOrNobodyKnowsForTheKernels(int type) {
        assertFalse(KernelPackets.isKernelMessage(FakePacket.icmp(type, 7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 160, 100, 127, 200, 255, -1})
    void shouldNotTakeWhatAPing6SocketSendsOrNobodyKnowsForTheKernels(int type) {
        assertFalse(KernelPackets.isKernelMessage(FakePacket.icmpv6(type, 7)));
    }

    @Test
    void shouldTakeIgmpForTheKernelsUnlessAUserSentIt() {
        assertTrue(KernelPackets.isKernelMessage(FakePacket.of(4, KernelPackets.IGMP)));
        assertFalse(KernelPackets.isKernelMessage(FakePacket.of(4, KernelPackets.IGMP).from(0)));
        assertFalse(KernelPackets.isKernelMessage(FakePacket.of(4, 47)));
        assertFalse(KernelPackets.isKernelMessage(FakePacket.of(4, -1)));
    }

    @Test
    void shouldNotTakeReportsOfWhatAProcessChoseForTheKernels() {
        for (FakePacket report : new FakePacket[] {FakePacket.of(4, KernelPackets.IGMP), FakePacket.icmpv6(143, 0)}) {
            assertFalse(KernelPackets.isChosenReport(report));
            assertTrue(KernelPackets.isChosenReport(report.reportingChosenGroups()));
            assertFalse(KernelPackets.isKernelMessage(report));
            assertFalse(KernelPackets.isChosenReport(report.from(0)), "a raw socket's, which can be looked for");
        }
    }

    @Test
    void shouldTakeBareResetsAndAcknowledgementsForTheKernels() {
        assertTrue(KernelPackets.isKernelSegment(FakePacket.tcp(A, B, KernelPackets.RST, 0)));
        assertTrue(KernelPackets.isKernelSegment(FakePacket.tcp(A, B, KernelPackets.RST | KernelPackets.ACK, 0)));
        assertTrue(KernelPackets.isKernelSegment(FakePacket.tcp(A, B, KernelPackets.ACK, 0)));
    }

    @Test
    void shouldNeverTakeDataOrHandshakesForTheKernels() {
        for (int flags = 0; flags < 256; flags++) {
            assertFalse(KernelPackets.isKernelSegment(FakePacket.tcp(A, B, flags, 1)));
            assertFalse(KernelPackets.isKernelSegment(FakePacket.tcp(A, B, flags, -1)));
            assertFalse(KernelPackets.isKernelSegment(FakePacket.tcp(A, B, flags | KernelPackets.SYN, 0)));
            assertFalse(KernelPackets.isKernelSegment(FakePacket.tcp(A, B, flags | KernelPackets.FIN, 0)));
            assertFalse(KernelPackets.isKernelSegment(FakePacket.tcp(A, B, flags, 0).from(1000)));
        }
        assertFalse(KernelPackets.isKernelSegment(FakePacket.tcp(A, B, -1, 0)));
    }
}
