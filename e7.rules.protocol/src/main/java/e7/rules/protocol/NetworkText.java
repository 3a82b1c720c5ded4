package e7.rules.protocol;

import e7.api.rule.RuleSyntaxException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Reads an address or a network out of one value of {@code src=} or {@code dst=}. Strict: a firewall that guesses what {@code 010.1} means
 * guards something else than was meant. Not {@link InetAddress}'s parser, which takes such text, and looks up names.
 */
public final class NetworkText {

    private static final int GROUPS = 8;

    private final String text;
    private final String written;

    /** Whether words may stand there as well, and other criteria besides. */
    private final boolean inRule;

    /**
     * Ready to parse.
     *
     * @param criterion {@code src} or {@code dst}, for messages
     */
    NetworkText(String criterion, String text) {
        this(text, criterion + "=" + text, true);
    }

    private NetworkText(String text, String written, boolean inRule) {
        this.text = text;
        this.written = written;
        this.inRule = inRule;
    }

    /** Ready to parse what stands alone, not in a criterion. */
    public static NetworkText alone(String text) {
        return new NetworkText(text, text, false);
    }

    /**
     * Parses.
     *
     * @throws RuleSyntaxException if it is neither an address nor a network with no bit set behind its prefix
     */
    public Network parse() throws RuleSyntaxException {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String prefix = slash < 0 ? null : text.substring(slash + 1);
        if (address.indexOf('%') >= 0) {
            String besides = "; write interface=" + address.substring(address.indexOf('%') + 1) + " besides";
            throw fault("a scope has no place in an address" + (inRule ? besides : ""));
        }
        if (address.indexOf(':') >= 0) {
            return ipv6(address, prefix);
        }
        if (!address.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')) {
            throw fault("no address, and names are not looked up; write an address such as 192.0.2.1, a network such as 192.0.2.0/24"
                    + (inRule ? ", or broadcast, link-local, loopback, multicast, private" : ""));
        }
        return network(Network.ipv4(dottedQuad(address), 32), prefix);
    }

    private Network ipv6(String address, String prefix) throws RuleSyntaxException {
        int[] groups = groups(address);
        long high = (long) groups[0] << 48 | (long) groups[1] << 32 | (long) groups[2] << 16 | groups[3];
        long low = (long) groups[4] << 48 | (long) groups[5] << 32 | (long) groups[6] << 16 | groups[7];
        if (high == 0 && low >>> 32 == 0xffff) {
            // No such packet exists on the wire; whoever writes it has the address from a socket that speaks both versions.
            throw fault("that is an IPv4 address in IPv6's clothes; write " + literal(Network.ipv4((int) low, 32)));
        }
        return network(Network.ipv6(high, low, 128), prefix);
    }

    private Network network(Network address, String prefix) throws RuleSyntaxException {
        if (prefix == null) {
            return address;
        }
        int bits = Network.bits(address.version());
        if (!Values.isDigits(prefix)) {
            throw fault("behind the slash comes the length of the prefix, 0 to " + bits);
        }
        int length = Values.number(prefix, bits, written);
        Network network = address.version() == 4
                ? Network.ipv4((int) address.low(), length)
                : Network.ipv6(address.high(), address.low(), length);
        if (network.high() != address.high() || network.low() != address.low()) {
            throw fault("bits are set behind the prefix; write " + literal(network) + "/" + length + " for the network, or "
                    + literal(address) + " for the one address");
        }
        return network;
    }

    private int dottedQuad(String quad) throws RuleSyntaxException {
        String[] numbers = quad.split("\\.", -1);
        if (numbers.length != 4) {
            throw fault("an IPv4 address has four numbers, such as 192.0.2.1");
        }
        int address = 0;
        for (String number : numbers) {
            if (!Values.isDigits(number)) {
                throw fault("an IPv4 address has four numbers, such as 192.0.2.1");
            }
            address = address << 8 | Values.number(number, 255, written);
        }
        return address;
    }

    /** The eight groups of RFC 4291, 2.2: in full, with one {@code ::}, with the last two as an IPv4 address. */
    private int[] groups(String address) throws RuleSyntaxException {
        String hex = withoutDottedQuad(address);
        int gap = hex.indexOf("::");
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            if (fill(hex, groups, 0) != GROUPS) {
                throw noIpv6();
            }
            return groups;
        }
        // This finds the second gap of 1::2::3 as well as that of 1:::2.
        if (hex.indexOf("::", gap + 1) >= 0) {
            throw noIpv6();
        }
        String tail = hex.substring(gap + 2);
        int tailLength = tail.isEmpty() ? 0 : tail.split(":", -1).length;
        if (tailLength >= GROUPS || fill(hex.substring(0, gap), groups, 0) + tailLength >= GROUPS) {
            throw noIpv6();
        }
        fill(tail, groups, GROUPS - tailLength);
        return groups;
    }

    /** Reads groups, without a gap, into the array from an index on; returns the index behind the last. */
    private int fill(String text, int[] groups, int from) throws RuleSyntaxException {
        if (text.isEmpty()) {
            return from;
        }
        int index = from;
        for (String group : text.split(":", -1)) {
            if (index == GROUPS || group.isEmpty() || group.length() > 4 || !group.chars().allMatch(NetworkText::isHexDigit)) {
                throw noIpv6();
            }
            groups[index++] = Integer.parseInt(group, 16);
        }
        return index;
    }

    private String withoutDottedQuad(String address) throws RuleSyntaxException {
        if (address.indexOf('.') < 0) {
            return address;
        }
        int colon = address.lastIndexOf(':');
        if (address.indexOf('.') < colon) {
            throw fault("a port has no place in an address" + (inRule ? "; write sport= or dport= besides" : ""));
        }
        int quad = dottedQuad(address.substring(colon + 1));
        return address.substring(0, colon + 1) + Integer.toHexString(quad >>> 16) + ":" + Integer.toHexString(quad & 0xffff);
    }

    /** ASCII only, other than Character.digit. */
    private static boolean isHexDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static String literal(Network network) {
        ByteBuffer bytes = network.version() == 4
                ? ByteBuffer.allocate(4).putInt((int) network.low())
                : ByteBuffer.allocate(16).putLong(network.high()).putLong(network.low());
        try {
            return InetAddress.getByAddress(bytes.array()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("address of neither 4 nor 16 bytes: length=" + bytes.capacity(), e);
        }
    }

    private RuleSyntaxException noIpv6() {
        return fault("an IPv6 address has eight groups of up to four hex digits, or fewer with one ::, such as 2001:db8::1");
    }

    private RuleSyntaxException fault(String what) {
        return new RuleSyntaxException(written + ": " + what);
    }
}
