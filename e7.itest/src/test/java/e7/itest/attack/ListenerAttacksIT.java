package e7.itest.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import e7.itest.live.Account;
import e7.itest.live.Product;
import e7.itest.live.Programs;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server wrote that has closed the connection is judged by who answered for the connection. {@code ./other} is a copy of Python. */
class ListenerAttacksIT {

    private static final String PYTHON_ALONE_ANSWERS = "set unkrule block\nallow path=/usr/bin/python3\nallow direction=out\n";

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotTakeOneListenerOfAPortForAnother(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("/usr/bin/python3"), "/usr/bin/python3 is not installed");
        Product.Result result = product.sandbox(
                account,
                PYTHON_ALONE_ANSWERS,
                """
                cp /usr/bin/python3 other
                answer() {
                  "$1" $scripts/answers.py "${@:2}" > ready.$4 & servers="$servers $!"
                  until grep -q -s ready ready.$4; do sleep 0.05; done
                }
                answer ./other single BAD-single 7001
                answer ./other group BAD-group 7002
                answer ./other steered BAD-steered 7003 /usr/bin/python3
                answer /usr/bin/python3 single single 7004
                answer /usr/bin/python3 group group 7005
                ask() { ./other $scripts/asks.py "$@"; }
                together 'ask 7001 2 3' 'ask 7002 2 3' 'ask 7003 2 3'
                ask 7004 30 20
                ask 7005 30 20
                """);

        assertEquals(
                List.of("nothing=2", "nothing=2", "nothing=2", "single=30", "group=30"), result.out().lines().toList(), result::toString);
    }
}
