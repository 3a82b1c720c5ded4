package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The folder that each run has for itself: the next run removes what killed runs have left, and nothing of those that live. */
class PrivateFolderIT {

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    /** The second run is in a pid namespace of its own, where the first one's number is nobody's. */
    @ParameterizedTest
    @EnumSource
    void shouldBeLeftAloneWhileItsRunLivesWhereverTheOthersAre(Account account) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        String apart = account == Account.ROOT ? "unshare -pf --mount-proc" : "unshare -rpf --mount-proc";
        assumeTrue(Programs.succeeds(account.command(List.of("sh", "-c", apart + " true"))), "no private pid namespace");
        Product.Result result = product.script(
                account,
                List.of("bash"),
                """
                mkdir temporary; export TMPDIR=$PWD/temporary
                folders() { ls temporary | wc -l; }
                %1$s sandbox -- bash -c 'echo $$ > started; exec sleep 300' 2> /dev/null & first=$!
                until [ -s started ]; do sleep 0.1; done
                %2$s %1$s sandbox -- true; echo "second $?, folders $(folders)"
                kill -KILL $first; wait $first; kill $(cat started); echo "killed, folders $(folders)"
                %1$s sandbox -- true; echo "third $?, folders $(folders)"
                """
                        .formatted(product.launcher(), apart));
        assertEquals(
                List.of("second 0, folders 1", "killed, folders 1", "third 0, folders 0"),
                result.out().lines().toList(),
                result::toString);
    }
}
