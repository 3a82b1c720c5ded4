package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sender is told: one who is refused an error, at once; one who is blocked nothing. */
class RefusalIT {

    /** The rule's action, what {@code refusals.py} says of it, and what ping says, in IPv4 and in IPv6. */
    private enum Expected {
        ALLOW("tcp passed at-once", "tcp6 passed at-once", "udp passed at-once", "udp6 passed at-once", "64 bytes from", "64 bytes from"),
        REJECT(
                "tcp ECONNREFUSED at-once",
                "tcp6 ECONNREFUSED at-once",
                "udp EHOSTUNREACH at-once",
                "udp6 EACCES at-once",
                "Packet filtered",
                "Administratively prohibited"),
        BLOCK("tcp nothing in-vain", "tcp6 nothing in-vain", "udp nothing in-vain", "udp6 nothing in-vain", "", "");

        private final List<String> lines;

        Expected(String tcp, String tcp6, String udp, String udp6, String ping, String ping6) {
            this.lines = List.of(tcp, tcp6, udp, udp6, "ping " + ping, "ping6 " + ping6);
        }

        private String rules() {
            String action = name().toLowerCase();
            return action + " tcp dport=8000\n" + action + " udp dport=8000\n" + action + " icmp\n";
        }
    }

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    static Stream<Arguments> all() {
        return Stream.of(Account.values()).flatMap(account -> Stream.of(Expected.values()).map(expected -> Arguments.of(account, expected)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldTellTheSenderWhatTheRuleSays(Account account, Expected expected) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        for (String program : List.of("/usr/bin/python3", "ping")) {
            assumeTrue(Programs.has(program), program + " is not installed");
        }

        Product.Result result = product.sandbox(
                account,
                expected.rules(),
                """
                sink 8000 served
                said='64 bytes from|Packet filtered|Administratively prohibited'
                together '/usr/bin/python3 $scripts/refusals.py 8000' \\
                  'echo "ping $(ping -n -c 1 -W 1 127.0.0.1 | grep -o -m 1 -E "$said")"' \\
                  'echo "ping6 $(ping -n -c 1 -W 1 ::1 | grep -o -m 1 -E "$said")"'
                """);

        assertEquals(expected.lines, result.out().lines().toList(), result::toString);
    }
}
