package e7.rules.protocol;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of ICMP messages. IANA's registries "ICMP Type Numbers" and "ICMPv6 Parameters" number the same messages differently; a name here
 * stands for both numbers.
 */
final class IcmpNames {

    /** Name, type or type/code on IPv4, the same on IPv6; a hyphen where that version has no such message. */
    private static final String TABLE = """
            echo-request             8     128
            echo-reply               0     129
            destination-unreachable  3     1
            network-unreachable      3/0   1/0
            host-unreachable         3/1   1/3
            protocol-unreachable     3/2   4/1
            port-unreachable         3/3   1/4
            fragmentation-needed     3/4   2/0
            admin-prohibited         3/13  1/1
            packet-too-big           -     2
            source-quench            4     -
            redirect                 5     137
            time-exceeded            11    3
            ttl-exceeded             11/0  3/0
            reassembly-timeout       11/1  3/1
            parameter-problem        12    4
            timestamp-request        13    -
            timestamp-reply          14    -
            address-mask-request     17    -
            address-mask-reply       18    -
            extended-echo-request    42    160
            extended-echo-reply      43    161
            router-solicitation      10    133
            router-advertisement     9     134
            neighbour-solicitation   -     135
            neighbour-advertisement  -     136
            mld-query                -     130
            mld-report               -     131
            mld-done                 -     132
            mld2-report              -     143
            """;

    /** Every name. */
    static final Map<String, Named> BY_NAME = readTable();

    private IcmpNames() {}

    /**
     * What a name stands for; not both are null.
     *
     * @param ipv4 the message on IPv4, or null
     * @param ipv6 the message on IPv6, or null
     */
    record Named(IcmpMessage ipv4, IcmpMessage ipv6) {

        /** Whether the name stands for one code of its type. */
        boolean hasCode() {
            return (ipv4 == null ? ipv6 : ipv4).code() != IcmpMessage.ANY_CODE;
        }

        /** The same types with a code. */
        Named withCode(int code) {
            return new Named(ipv4 == null ? null : ipv4.withCode(code), ipv6 == null ? null : ipv6.withCode(code));
        }
    }

    private static Map<String, Named> readTable() {
        Map<String, Named> names = new HashMap<>();
        TABLE.lines().forEach(line -> {
            String[] columns = line.split(" +");
            names.put(columns[0], new Named(message(columns[1]), message(columns[2])));
        });
        return Map.copyOf(names);
    }

    private static IcmpMessage message(String column) {
        if (column.equals("-")) {
            return null;
        }
        int slash = column.indexOf('/');
        return slash < 0
                ? new IcmpMessage(Integer.parseInt(column), IcmpMessage.ANY_CODE)
                : new IcmpMessage(Integer.parseInt(column.substring(0, slash)), Integer.parseInt(column.substring(slash + 1)));
    }
}
