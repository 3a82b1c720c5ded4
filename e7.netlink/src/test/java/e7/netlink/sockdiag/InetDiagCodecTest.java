package e7.netlink.sockdiag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.netlink.Bytes;
import e7.netlink.Netlink;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InetDiagCodecTest {
    private static final long LOCALHOST = 0x0000_ffff_7f00_0001L;

    @Test
    void shouldEncodeIpv4AndThenIpv6AndThenIpv4() {
        InetDiagRequest request = new InetDiagRequest();
        // Laid out by hand after linux/inet_diag.h, as strace reads it: sdiag_family=AF_INET, sdiag_protocol=IPPROTO_UDP, ...
        String ipv4 = Bytes.hex(Bytes.hex("""
                48000000 1400 0100 01000000 00000000
                02 11 00 00 ffffffff   0035 9c40
                7f000001 00000000 00000000 00000000
                7f000001 00000000 00000000 00000000   01000000   ffffffff ffffffff"""));
        request.one(1, Netlink.AF_INET, InetDiag.IPPROTO_UDP, 1).source(0, LOCALHOST, 53).destination(0, LOCALHOST, 40000);
        assertEquals(ipv4, Bytes.hex(request.message().toByteArray()));
        request.one(2, Netlink.AF_INET6, InetDiag.IPPROTO_TCP, 0).source(0x20010db800000000L, 1, 53).destination(-1, 0x0102030405060708L, 65535);
        assertEquals(Bytes.hex(Bytes.hex("""
                48000000 1400 0100 02000000 00000000
                0a 06 00 00 ffffffff   0035 ffff
                20010db8 00000000 00000000 00000001
                ffffffff ffffffff 01020304 05060708   00000000   ffffffff ffffffff""")), Bytes.hex(request.message().toByteArray()));
        request.one(1, Netlink.AF_INET, InetDiag.IPPROTO_UDP, 1).source(0, LOCALHOST, 53).destination(0, LOCALHOST, 40000);
        assertEquals(ipv4, Bytes.hex(request.message().toByteArray()));
    }

    @Test
    void shouldEncodeDumps() {
        assertEquals(Bytes.hex(Bytes.hex("""
                48000000 1400 0103 03000000 00000000
                02 11 00 00 ffffffff   0035 0000
                00000000 00000000 00000000 00000000
                00000000 00000000 00000000 00000000   00000000   ffffffff ffffffff""")),
                Bytes.hex(new InetDiagRequest().all(3, Netlink.AF_INET, InetDiag.IPPROTO_UDP, InetDiag.ALL_STATES, 53).message().toByteArray()));
    }

    /** Linux 6.18's for an IPv6 socket bound to ::1 port 40001, taken with {@code strace -f -e trace=recvmmsg -e read=all}. */
    private static final byte[] IPV6 = Bytes.hex("""
            84000000 1400 0000 02000000 b4280000
            0a 07 00 00   9c41 0000
            00000000 00000000 00000000 00000001
            00000000 00000000 00000000 00000000   00000000   c9530000 00000000
            00000000 00000000 00000000   00000000 34af0a00
            0500 0800 00 000000   0500 0b00 01 000000   0800 0f00 00000000
            0c00 1500 01000000 00000000   0600 1600 1000 0000""");

    @Test
    void shouldDecodeWhatTheKernelSends() {
        InetDiagMessage message = new InetDiagMessage();
        assertTrue(message.decode(Bytes.message(IPV6)));
        assertEquals(Netlink.AF_INET6, message.family);
        assertEquals(InetDiag.TCP_CLOSE, message.state);
        assertEquals(40001, message.sourcePort);
        assertEquals(0, message.destinationPort);
        assertEquals(0, message.sourceHigh);
        assertEquals(1, message.sourceLow);
        assertEquals(21449, message.cookie);
        assertEquals(0, message.uid);
        assertEquals(700_212, message.inode);
        assertTrue(message.onlyIpv6);
        byte[] ipv4 = IPV6.clone();
        ipv4[16] = Netlink.AF_INET;
        System.arraycopy(Bytes.hex("7f000001"), 0, ipv4, 24, 4);
        assertTrue(message.decode(Bytes.message(ipv4)));
        assertEquals(LOCALHOST, message.sourceLow);
        assertTrue(InetDiag.isAny(message.destinationHigh, message.destinationLow));
    }

    @Test
    void shouldNeverReadBeyondATruncatedMessage() {
        InetDiagMessage message = new InetDiagMessage();
        for (int length = Netlink.NLMSG_HDRLEN; length < IPV6.length; length++) {
            boolean whole = length >= Netlink.NLMSG_HDRLEN + InetDiag.INET_DIAG_MSG_LEN;
            assertEquals(whole, message.decode(Bytes.message(Arrays.copyOf(IPV6, length))));
        }
    }

    @Test
    void shouldTellAddressesApart() {
        assertTrue(InetDiag.isIpv4(0, LOCALHOST));
        assertFalse(InetDiag.isIpv4(0, 1));
        assertFalse(InetDiag.isIpv4(1, LOCALHOST));
        assertTrue(InetDiag.isAny(0, 0));
        assertTrue(InetDiag.isAny(0, InetDiag.IPV4_PREFIX));
        assertFalse(InetDiag.isAny(0, 1));
        assertFalse(InetDiag.isAny(1, 0));
    }
}
