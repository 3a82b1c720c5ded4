package e7.kernel.journal;

import e7.api.packet.Packet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Addresses and ports as people write them. */
final class Addresses {

    private Addresses() {}

    /** {@code 192.0.2.1:53}, {@code [2001:db8::1]:53}, or the address alone if there is no port. */
    static String text(long high, long low, int port) {
        boolean ipv4 = high == 0 && low >>> 32 == Packet.IPV4_PREFIX >>> 32;
        String address = ipv4 ? ipv4((int) low) : ipv6(high, low);
        if (port < 0) {
            return address;
        }
        return ipv4 ? address + ":" + port : "[" + address + "]:" + port;
    }

    private static String ipv4(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }

    private static String ipv6(long high, long low) {
        try {
            byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
            return shorten(InetAddress.getByAddress(bytes).getHostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address: " + e.getMessage(), e);
        }
    }

    /** Writes the longest run of two or more zero groups as {@code ::}, as RFC 5952 says. */
    private static String shorten(String full) {
        String[] groups = full.split(":");
        int bestStart = -1;
        int bestLength = 1;
        for (int start = 0; start < groups.length; start++) {
            int length = 0;
            while (start + length < groups.length && groups[start + length].equals("0")) {
                length++;
            }
            if (length > bestLength) {
                bestStart = start;
                bestLength = length;
            }
        }
        if (bestStart < 0) {
            return full;
        }
        String head = String.join(":", Arrays.copyOfRange(groups, 0, bestStart));
        String tail = String.join(":", Arrays.copyOfRange(groups, bestStart + bestLength, groups.length));
        return head + "::" + tail;
    }
}
