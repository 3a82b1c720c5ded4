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
 * A run that ends by a fault of its own leaves the hook, as one that is killed does: nothing passes until it is started again. A process
 * that outlives it holds the namespace, so that nft can look into it afterwards.
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

    private static Product.Result endingBy(Account account, String commands) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        for (String program : List.of("nft", "nsenter")) {
            assumeTrue(Programs.has(program), program + " is not installed");
        }
        String script =
                """
                mkdir tmp; export TMPDIR=$PWD/tmp
                cat > hold <<'END'
                setsid sleep 80 > /dev/null 2>&1 < /dev/null &
                echo $! > holder.new; mv holder.new holder
                END
                %1$s sandbox -c 'try bash ./hold; %2$s' > /dev/null; echo "code=$?"
                holder=$(cat holder)
                within() { if [ "$(id -u)" = 0 ]; then nsenter -t $holder -n "$@"; else nsenter -t $holder -U --preserve-credentials -n "$@"; fi; }
                within nft list tables
                tcp() { within timeout 0.5 bash -c 'exec 3<>/dev/tcp/127.0.0.1/8000' 2> /dev/null; echo "tcp=$?"; }
                tcp
                # The next start takes the hook over, and its end in good order removes it.
                within %1$s daemon & daemon=$!
                for i in $(seq 100); do last=$(tcp); [ "$last" = tcp=1 ] && break; sleep 0.1; done; echo "$last"
                kill $(pgrep -g 0 -x java); wait $daemon; echo "left=$(within nft list tables)"
                kill $holder
                """.formatted(product.launcher(), commands);
        return product.script(account, List.of("setsid", "-w", "bash"), script);
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
        Product.Result result = endingBy(account, "f = { f }; f");

        assertHookStayed(result, "Terminating due to java.lang.OutOfMemoryError");
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveTheHookAfterAnyOtherError(Account account) throws Exception {
        Product.Result result = endingBy(account, "a = 0123456789; while {true} { a = \"$a$a\" }");

        assertHookStayed(result, "e7: ended by a fault of its own: java.lang.StackOverflowError; the hook stays");
    }
}
