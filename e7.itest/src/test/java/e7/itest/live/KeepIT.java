package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that outlast the run: the launcher's {@code --keep}, with real packets judged by what an earlier run was told. */
class KeepIT {

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    private static Product.Result script(Account account, String script) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        String whole =
                """
                umask 077; mkdir keep; keep=$PWD/keep/rules
                # connect PORT: 1 where nothing listens there, 124 where no answer comes
                connect() { timeout 0.4 bash -c "exec 3<>/dev/tcp/127.0.0.1/$1" 2> /dev/null; echo "$1: $?"; }
                export -f connect
                e7() { %1$s sandbox --keep $keep "$@" 2>&1; }
                """
                        .formatted(product.launcher());
        return product.script(account, List.of("bash"), whole + script);
    }

    @ParameterizedTest
    @EnumSource
    void shouldJudgeByWhatAnEarlierRunWasTold(Account account) throws Exception {
        Product.Result result = script(
                account,
                """
                e7 -c 'block tcp dport=81; block tcp dport=82 until=restart' -- bash -c 'connect 80; connect 81; connect 82'
                e7 -- bash -c 'connect 80; connect 81; connect 82'
                """);
        assertEquals(
                List.of("rule 1: block protocol=tcp dport=81", "rule 2: block protocol=tcp dport=82 until=restart",
                        "80: 1", "81: 124", "82: 124", "80: 1", "81: 124", "82: 1"),
                result.out().lines().toList(),
                result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldJudgeByAnEditAndByNothingOfOneThatIsWrong(Account account) throws Exception {
        Product.Result result = script(
                account,
                """
                echo 'block tcp dport=81' > $keep
                e7 -- bash -c "
                  connect 81; connect 82
                  printf 'block tcp dport=82\\n' > $keep; sleep 3
                  connect 81; connect 82
                  printf 'allow tcp\\nblock tcp dport=\\n' > $keep; sleep 3
                  connect 82"
                """);
        assertEquals(List.of("81: 124", "82: 1", "81: 1", "82: 124", "82: 124"), result.out().lines().toList(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldStartWithTheLastPolicyInForceWhenItsFileIsWrong(Account account) throws Exception {
        Product.Result result = script(
                account,
                """
                e7 -c 'block tcp dport=81' > /dev/null
                echo 'alow any' > $keep
                e7 -- bash -c 'connect 81'
                e7 -c 'block udp'; echo "code $?"
                cat $keep
                rm -r $keep.versions
                e7 -- bash -c 'connect 81'; echo "code $?"
                """);
        List<String> said = result.out().lines().map(line -> line.replaceAll("/\\S*/keep/rules", "FILE")).toList();
        String fault = "FILE:1: no command 'alow'; there are allow, block, reject, ask, clear, set, mode, enable, disable"
                + "; the rules in force are unchanged until it is mended";
        assertEquals(List.of("81: 124", "e7: " + fault, "code 2", "alow any", "e7: " + fault, "code 1"), said, result::toString);
    }
}
