package e7.foreign.opensnitch;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rule says of the transport protocol. OpenSnitch names one by its version of IP, too: {@code tcp} is TCP over IPv4, {@code tcp6} over
 * IPv6 (its daemon/conman/connection.go). It judges no other protocols than these.
 */
final class Protocols {

    private static final List<String> WITH_PORTS = List.of("tcp", "udp", "udplite", "sctp");
    private static final String ICMP = "icmp";

    private final Set<String> overIpv4 = new TreeSet<>();
    private final Set<String> overIpv6 = new TreeSet<>();

    /** Adds one by OpenSnitch's name. */
    void add(String data, boolean sensitive) throws UnsayableException {
        String name = sensitive ? data : data.toLowerCase(Locale.ROOT);
        boolean isIpv6 = name.endsWith("6");
        String protocol = isIpv6 ? name.substring(0, name.length() - 1) : name;
        if (!WITH_PORTS.contains(protocol) && !protocol.equals(ICMP)) {
            throw new UnsayableException("OpenSnitch names no protocol '" + data + "'");
        }
        (isIpv6 ? overIpv6 : overIpv4).add(protocol);
    }

    boolean isEmpty() {
        return overIpv4.isEmpty() && overIpv6.isEmpty();
    }

    /** The one version of IP that the protocols are about, 0 for both. */
    int version() throws UnsayableException {
        if (overIpv4.equals(overIpv6)) {
            return 0;
        }
        if (!overIpv4.isEmpty() && !overIpv6.isEmpty()) {
            throw new UnsayableException("its protocols differ between IPv4 and IPv6");
        }
        return overIpv4.isEmpty() ? 6 : 4;
    }

    /**
     * The values of {@code protocol=}, where {@code icmp} is that of either version of IP. Empty for every protocol.
     *
     * @param allows whether the rule is one that lets pass, which must not be about more than OpenSnitch judges
     * @param ports whether it is about ports
     */
    List<String> values(boolean allows, boolean ports) {
        Set<String> named = new TreeSet<>(overIpv4);
        named.addAll(overIpv6);
        if (!named.isEmpty() || !allows) {
            return List.copyOf(named);
        }
        return ports ? WITH_PORTS : List.of("tcp", "udp", "udplite", "sctp", ICMP);
    }
}
