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
 * A run that ends by a fault of its own leaves the hook, as one that is killed does: nothing passes until it is started again. A shell holds
 * the namespace and starts it inside, as {@link EndingIT} does.
 */
class FaultEndingIT {

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    /** @param commands a shell command that prints what is run */
    private static Product.Result endingBy(Account account, String commands) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("nft") && Programs.has("ip"), "nft or ip is not installed");
        String script =
                """
                ip link set lo up
                tcp() { timeout 0.5 bash -c 'exec 3<>/dev/tcp/127.0.0.1/8000' 2> /dev/null; echo "tcp=$?"; }
                %2$s | %1$s --keep none > /dev/null; echo "code=$?"
                nft list tables; tcp
                # The next start takes the hook over, and its end in good order removes it.
                %1$s daemon --keep none 2> /dev/null & daemon=$!
                for i in $(seq 100); do last=$(tcp); [ "$last" = tcp=1 ] && break; sleep 0.1; done; echo "$last"
                kill $daemon; wait $daemon; echo "left=$(nft list tables)"
                """.formatted(product.launcher(), commands);
        return product.script(account, List.of("unshare", account == Account.ROOT ? "-n" : "-rn", "--", "bash"), script);
    }

    private static void assertHookStayed(Product.Result result, String line) {
        assertEquals(List.of("code=3", "table inet e7", "tcp=124", "tcp=1", "left="), result.out().lines().toList(), result::toString);
        List<String> lines = result.err().lines().toList();
        assertEquals(1, lines.size(), result::toString);
        assertTrue(lines.get(0).startsWith(line), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveTheHookWhenMemoryRunsOut(Account account) throws Exception {
        Product.Result result = endingBy(account, "echo 'f = { f }; f'");

        assertHookStayed(result, "Terminating due to java.lang.OutOfMemoryError");
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveTheHookAfterAnyOtherError(Account account) throws Exception {
        Product.Result result = endingBy(account, "printf '(%.0s' $(seq 20000)");

        assertHookStayed(result, "e7: ended by a fault of its own: java.lang.StackOverflowError; the hook stays");
    }
}
