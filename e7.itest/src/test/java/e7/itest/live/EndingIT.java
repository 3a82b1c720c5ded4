package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is left in the namespace when the firewall has ended. A shell holds the namespace and starts {@code run/e7 daemon} inside it; nft
 * looks from outside of the product.
 */
class EndingIT {

    private static final String START =
            """
            # With job control a job in the background does not ignore SIGINT.
            set -m
            ip link set lo up
            tables() { nft list tables | tr -d '\\n'; }
            queues() { nft list chain inet e7 judge 2> /dev/null | grep -c 'to E7'; }
            # start RULE CODE: it is there when its rule holds, that is, when connecting to a closed port ends so.
            start() {
              echo "$1" > %2$s; %1$s daemon --rules %2$s > /dev/null & daemon=$!
              for i in $(seq 100); do
                [ "$(queues)" = 8 ] && { timeout 0.3 bash -c 'exec 3<>/dev/tcp/127.0.0.1/8000' 2> /dev/null; [ $? = $2 ] && return; }
                sleep 0.1
              done
              echo "did not start"
            }
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

    private static Product.Result inNamespace(Account account, String script) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("nft") && Programs.has("ip"), "nft or ip is not installed");
        String whole = START.formatted(product.launcher(), "rules") + script;
        return product.script(account, List.of("unshare", account == Account.ROOT ? "-n" : "-rn", "--", "bash"), whole);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNoTableWhenToldToEnd(Account account) throws Exception {
        Product.Result result = inNamespace(
                account,
                """
                for signal in TERM INT HUP; do
                  start 'block tcp' 124; echo "$(tables)"; kill -$signal $daemon; wait $daemon; echo "left: $(tables)"
                done
                """);

        assertEquals(
                List.of("table inet e7", "left: ", "table inet e7", "left: ", "table inet e7", "left: "),
                result.out().lines().toList(),
                result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhenItGuardsWhatItRefusesAndThatItEnds(Account account) throws Exception {
        Product.Result result = inNamespace(
                account,
                """
                start 'block tcp dport=8000' 124 2> said
                for i in $(seq 20); do grep -q refused said && break; timeout 2 bash -c 'exec 3<>/dev/tcp/127.0.0.1/8000' 2> /dev/null; done
                kill $daemon; wait $daemon; echo "code $?"; sed 's/[0-9][0-9]* packets*/N packets/' said | cut -c 1-200
                """);

        List<String> lines = result.out().lines().toList();
        assertEquals("code 143", lines.get(0), result::toString);
        assertTrue(lines.get(1).startsWith("e7: guards: output hook, queues 7 to 14, by "), result::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("e7: refused N packets, the last: drop")), result::toString);
        assertTrue(lines.get(lines.size() - 1).startsWith("e7: ends: N packets judged, "), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNoTableWhenToldToEndWhileStarting(Account account) throws Exception {
        Product.Result result = inNamespace(
                account,
                """
                for i in 1 2 3 4 5; do
                  %1$s daemon > /dev/null & daemon=$!
                  until [ "$(queues)" = 8 ]; do sleep 0.01; done
                  kill $daemon; wait $daemon; echo "left: $(tables)"
                done
                """.formatted(product.launcher()));

        assertEquals(List.of("left: ", "left: ", "left: ", "left: ", "left: "), result.out().lines().toList(), result::toString);
        assertTrue(result.err().lines().allMatch(line -> line.startsWith("e7: guards: ") || line.startsWith("e7: ends: ")), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldAndBeTakenOverWhenKilled(Account account) throws Exception {
        Product.Result result = inNamespace(
                account,
                """
                start 'block tcp' 124
                kill -KILL $daemon; wait $daemon 2> /dev/null
                echo "killed: $(tables)"
                timeout 1 bash -c 'echo x > /dev/udp/127.0.0.1/9; exec 3<>/dev/tcp/127.0.0.1/8000' 2> /dev/null; echo "tcp $?"
                start 'reject tcp' 1; echo "again: $(tables) $(queues)"
                kill $daemon; wait $daemon; echo "left: $(tables)"
                """);

        assertEquals(
                List.of("killed: table inet e7", "tcp 124", "again: table inet e7 8", "left: "), result.out().lines().toList(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveTheFirstAloneWhenASecondStarts(Account account) throws Exception {
        Product.Result result = inNamespace(
                account,
                """
                start 'block tcp' 124
                before=$(nft -s list ruleset | md5sum)
                second=$(%1$s daemon 2>&1); echo "second $?"; echo "$second" | wc -l; echo "$second" | grep -c 'queue 7'
                [ "$before" = "$(nft -s list ruleset | md5sum)" ] && echo untouched
                kill $daemon; wait $daemon; echo "left: $(tables)"
                """.formatted(product.launcher()));

        assertEquals(List.of("second 1", "1", "1", "untouched", "left: "), result.out().lines().toList(), result::toString);
        assertTrue(result.exitCode() == 0, result::toString);
    }
}
