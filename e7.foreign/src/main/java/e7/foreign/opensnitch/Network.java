package e7.foreign.opensnitch;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses with a common beginning.
 *
 * @param version 4 or 6
 * @param bits the address as a number, no bit set behind the prefix
 * @param prefix length, 0 to 32 or 128
 */
record Network(int version, BigInteger bits, int prefix) {

    private static final String OCTET = "(0|[1-9][0-9]{0,2})";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    private static final Pattern OCTETS = Pattern.compile("(?:" + OCTET + "\\.){1,3}");
    private static final Pattern WITH_PREFIX = Pattern.compile("([^/]+)/(0|[1-9][0-9]{0,2})");

    /** All of IPv4 or of IPv6. */
    static Network all(int version) {
        return new Network(version, BigInteger.ZERO, 0);
    }

    /**
     * One address that OpenSnitch compares as text, so that only the text that Go gives back can be it.
     *
     * @param data in lower case where letter case does not count
     */
    static Network address(String data) throws UnsayableException {
        Network network = parse(data, data);
        if (!network.text().equals(data)) {
            throw new UnsayableException("OpenSnitch compares addresses as text, and never finds '" + data + "', which it writes " + network.text());
        }
        return network;
    }

    /** {@code ADDRESS/PREFIX}; bits behind the prefix do not count, as in Go's ParseCIDR. */
    static Network cidr(String data) throws UnsayableException {
        Matcher matcher = WITH_PREFIX.matcher(data);
        if (!matcher.matches()) {
            throw fault(data);
        }
        Network address = parse(matcher.group(1), data);
        int behind = address.prefix - Integer.parseInt(matcher.group(2));
        if (behind < 0) {
            throw fault(data);
        }
        return new Network(address.version, address.bits.shiftRight(behind).shiftLeft(behind), address.prefix - behind);
    }

    /** The IPv4 addresses whose text begins with these octets: {@code 192.168.} */
    static Network beginning(String octets) throws UnsayableException {
        if (!OCTETS.matcher(octets).matches()) {
            throw new UnsayableException("'" + octets + "' is not the beginning of a network's addresses");
        }
        int missing = 4 - (int) octets.chars().filter(c -> c == '.').count();
        return cidr(octets + "0.".repeat(missing - 1) + "0/" + (32 - 8 * missing));
    }

    private static Network parse(String address, String data) throws UnsayableException {
        boolean isIpv6 = IPV6.matcher(address).matches();
        if (!isIpv6 && !IPV4.matcher(address).matches()) {
            throw fault(data);
        }
        try {
            // Brackets keep the name service out of it, whatever the text is.
            InetAddress parsed = InetAddress.getByName(isIpv6 ? "[" + address + "]" : address);
            if (isIpv6 == parsed instanceof Inet4Address) {
                throw fault(data);
            }
            byte[] bytes = parsed.getAddress();
            return new Network(isIpv6 ? 6 : 4, new BigInteger(1, bytes), bytes.length * 8);
        } catch (UnknownHostException e) {
            throw fault(data);
        }
    }

    private static UnsayableException fault(String data) {
        return new UnsayableException("'" + data + "' is neither an address nor a network");
    }

    /** As a value of {@code dst=}: the address in the form of RFC 5952, the prefix if it is shorter than the address. */
    String text() {
        int length = version == 4 ? 32 : 128;
        return (version == 4 ? dottedQuad() : groups()) + (prefix == length ? "" : "/" + prefix);
    }

    private String dottedQuad() {
        int address = bits.intValue();
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    private String groups() {
        int[] groups = new int[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = bits.shiftRight(16 * (7 - i)).intValue() & 0xffff;
        }
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gap = i;
                gapLength = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
