package e7.itest.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import e7.itest.live.Account;
import e7.itest.live.Product;
import e7.itest.live.Programs;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process id that is used again must not bring back what is remembered of the process that had it before. */
class ReuseIT {

    @ParameterizedTest
    @EnumSource
    void shouldNotTakeAProcessForAnEarlierOneOfTheSameNumber(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("/usr/bin/python3"), "/usr/bin/python3 is not installed");
        // E7 too must see the numbers that are used again, so it runs in the pid namespace.
        List<String> ownNumbers = List.of("unshare", account == Account.ROOT ? "-pf" : "-rpf", "--mount-proc");
        try (Product product = new Product()) {
            Product.Result result = product.sandbox(account, ownNumbers, "set unkrule block\nallow path=/usr/bin/python3\nallow direction=in\n",
                    """
                    cp /usr/bin/python3 other
                    sink 8000 served
                    ./other $scripts/reuse.py /usr/bin/python3 8000 2>&1
                    echo honest | /usr/bin/python3 $scripts/say.py 8000 > said
                    labels served
                    """);

            assumeFalse(result.out().startsWith("no "), result.out());
            assertEquals(List.of("reused", "before honest"), result.out().lines().toList(), result::toString);
        }
    }
}
