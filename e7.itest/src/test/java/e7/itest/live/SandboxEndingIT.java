package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The ways in which a sandbox ends: its exit code, and what is left. A process that outlives it holds the namespace, so that nft can look
 * into it afterwards.
 */
class SandboxEndingIT {

    private static final String PREPARE =
            """
            # A job is a process group, as it would be at a terminal, and does not ignore SIGINT in the background.
            set -m
            cat > hold <<'END'
            setsid sleep 80 > /dev/null 2>&1 < /dev/null &
            echo $! > holder.new; mv holder.new holder
            END
            within() { if [ "$(id -u)" = 0 ]; then nsenter -t $holder -n "$@"; else nsenter -t $holder -U --preserve-credentials -n "$@"; fi; }
            # begin BEFORE AFTER: a sandbox whose program does this before and after it holds the namespace; its process is $e7.
            begin() {
              rm -f holder; %1$s sandbox -- bash -c "$1; . ./hold; $2" & e7=$!
              until [ -e holder ]; do sleep 0.05; done
              holder=$(cat holder); echo "during=$(within nft list tables)"
            }
            # end: prints the exit code, the tables that are left and the temporary folders.
            end() {
              wait $e7; echo "code=$?"; holder=$(cat holder); echo "left=$(within nft list tables)$(ls -d tmp/e7.* 2> /dev/null)"; kill $holder
            }
            mkdir tmp; export TMPDIR=$PWD/tmp
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

    private static void assertEnds(Account account, String script, String... expected) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        for (String program : List.of("nft", "nsenter")) {
            assumeTrue(Programs.has(program), program + " is not installed");
        }
        Product.Result result = product.script(account, List.of("bash"), PREPARE.formatted(product.launcher()) + script);
        assertEquals(List.of(expected), result.out().lines().toList(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingWhenTheProgramEnds(Account account) throws Exception {
        assertEnds(account, "begin : 'until [ -e go ]; do sleep 0.05; done; exit 7'; touch go; end\n", "during=table inet e7", "code=7", "left=");
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingWhenInterruptedAtTheTerminal(Account account) throws Exception {
        assertEnds(
                account,
                """
                begin : 'exec sleep 60'; kill -INT -- -$e7; end
                # It is for the program to decide what it means.
                begin 'trap "exit 5" INT' 'sleep 60 & wait'; kill -INT -- -$e7; end
                """,
                "during=table inet e7",
                "code=130",
                "left=",
                "during=table inet e7",
                "code=5",
                "left=");
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingWhenToldToEnd(Account account) throws Exception {
        assertEnds(
                account,
                "begin : 'exec sleep 60'; kill -TERM $e7; end\nbegin : 'exec sleep 60'; kill -HUP -- -$e7; end\n",
                "during=table inet e7",
                "code=143",
                "left=",
                "during=table inet e7",
                "code=129",
                "left=");
    }

    @ParameterizedTest
    @EnumSource
    void shouldGuardAProgramThatDoesNotWantToEnd(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("/usr/bin/python3"), "/usr/bin/python3 is not installed");
        // It is given two seconds, and sends all the time.
        String script =
                """
                echo 'block path=/usr/bin/python3' > rules
                cat > program <<'END'
                /usr/bin/python3 %2$s/sink.py 8000 served & echo $! > sink; until [ -e served ]; do sleep 0.05; done
                exec /usr/bin/python3 %2$s/stubborn.py 8000
                END
                %1$s sandbox --rules rules -- bash program & e7=$!
                until [ -e sending ]; do sleep 0.05; done
                kill -TERM $e7; wait $e7; echo "code=$?"
                # The sink outlives the sandbox, and nothing is in its way any more.
                kill $(cat sink); cat served
                """.formatted(product.launcher(), product.scripts());

        Product.Result result = product.script(account, List.of("bash"), script);

        assertEquals("code=143\n", result.out(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingWhenTheShellIsLeft(Account account) throws Exception {
        assumeTrue(Programs.has("/usr/bin/python3"), "/usr/bin/python3, which plays the terminal, is not installed");
        String leave =
                """
                export TERM=xterm
                leave() {
                  rm -f holder; printf '%%s\\t%%s\\n' 'e7> ' 'try bash ./hold\\r' 'e7> ' "$1" |
                    /usr/bin/python3 %2$s/terminal.py '%1$s sandbox' & e7=$!; end
                }
                leave 'exit\\r'; leave '\\x04'
                """.formatted(product.launcher(), product.scripts());
        assertEnds(account, leave, "code=0", "left=", "code=0", "left=");
    }
}
