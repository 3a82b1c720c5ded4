package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many people's programs side by side, over TCP, UDP and ICMP, each held back by a rule about its own file. */
class ProgramsIT {

    private static final String CALLS =
            """
            # The other end is a program of another file than any caller's.
            cp /usr/bin/python3 other
            ./other $scripts/sink.py 8000 served & servers="$servers $!"
            until [ -e served ]; do sleep 0.05; done
            call() { java -cp %1$s -Xshare:auto -XX:TieredStopAtLevel=1 e7.itest.live.Caller "$@"; }
            netcat() { echo netcat | timeout 3 nc -w 2 "$@" 8000 | grep -q netcat; }
            web09() { curl --http0.9 -s -m 2 http://127.0.0.1:8000/ | grep -q GET; }
            # Only built-in commands use the socket: one that two programs hold is nobody's. One character: the rest of a datagram is lost then.
            shell() { timeout 3 bash -c "exec 3<>/dev/$1/127.0.0.1/8000; echo 'shell ' >&3; read -r -N 1 -t 2 <&3"; }
            together 'code bash shell tcp' 'code bash-udp shell udp' \\
              'code curl web09' \\
              'code nc netcat 127.0.0.1' 'code nc-udp netcat -u ::1' \\
              'code java call tcp ::1 8000' 'code java-udp call udp 127.0.0.1 8000' \\
              'code ping ping -c 1 -W 2 127.0.0.1' 'code ping6 ping -c 1 -W 2 ::1' | sed 's/=0$/ passed/; s/=.*/ not/'
            """;

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    private static List<String> calls(Account account, String rules) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        for (String program : List.of("/usr/bin/python3", "curl", "nc", "ping")) {
            assumeTrue(Programs.has(program), program + " is not installed");
        }
        Product.Result result = product.sandbox(account, rules, CALLS.formatted(product.classes()));
        assertEquals(0, result.exitCode(), result::toString);
        return result.out().lines().toList();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetAllPassWithoutRules(Account account) throws Exception {
        List<String> calls = calls(account, "");

        assertEquals(
                List.of(
                        "bash passed",
                        "bash-udp passed",
                        "curl passed",
                        "nc passed",
                        "nc-udp passed",
                        "java passed",
                        "java-udp passed",
                        "ping passed",
                        "ping6 passed"),
                calls);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldEachBackByItsFile(Account account) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
        List<String> calls = calls(
                account,
                "block path=/usr/bin/curl,/usr/bin/nc,/usr/bin/ping\nblock path=%s\n".formatted(java));

        assertEquals(
                List.of("bash passed", "bash-udp passed", "curl not", "nc not", "nc-udp not", "java not", "java-udp not", "ping not", "ping6 not"),
                calls);
    }
}
