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

/** What senders choose is kept in memory: it must not be so much that the firewall ends, and least of all that it ends and lets all pass. */
class MemoryAttacksIT {

    private static final int PROGRAMS = 20;
    private static final int FLOWS_EACH = 70;

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    /** The heap is less than a third of what the launcher gives; a table of 1,400 paths of 3.6 KB would fill it. */
    @ParameterizedTest
    @EnumSource
    void shouldGoOnThroughManyFlowsOfProgramsWithLongPaths(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("/usr/bin/python3"), "/usr/bin/python3 is not installed");
        String script =
                """
                export E7_JAVA_OPTS="$E7_JAVA_OPTS -Xmx28m"
                echo 'block tcp' > rules
                echo 'timeout 1 bash -c "exec 3<>/dev/tcp/127.0.0.1/8000"; echo tcp=$?' > check
                echo '/usr/bin/python3 %2$s/longpaths.py %3$d %4$d' > attack
                %1$s sandbox --rules rules -c 'try bash ./check; try bash ./attack; flows; flows --json; top; events; try bash ./check' > out 2> err
                echo "code=$?"; grep tcp= out; [ $(grep -c '^ *[0-9]* *accept .*aaaa' out) -gt 100 ] && echo shown; grep 'memory' err
                """.formatted(product.launcher(), product.scripts(), PROGRAMS, FLOWS_EACH);

        Product.Result result = product.script(account, List.of("bash"), script);

        assertEquals(List.of("code=0", "tcp=124", "tcp=124", "shown"), result.out().lines().toList(), result::toString);
    }
}
