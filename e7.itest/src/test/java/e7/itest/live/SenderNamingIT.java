package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever sends is named, by whatever kind of socket he sends: {@code kinds.py}, run by the program in the rule and by a copy of it. */
class SenderNamingIT {

    private static final String SCRIPT =
            """
            cp /usr/bin/python3 other
            sink 8000 served
            together '/usr/bin/python3 $scripts/kinds.py own 8000' './other $scripts/kinds.py other 8000' > refused
            # A kind that this system lacks cannot be asked for.
            cut -d' ' -f2 refused > lacking
            for kind in $(sed -n 's/^    "\\([a-z0-9-]*\\)": lambda.*/\\1/p' $scripts/kinds.py); do
              grep -q -x -e $kind lacking || echo $kind
            done | sort | paste -s -d ' '
            for who in own other; do sed -n "s/^$who-//p" served | sort -u | paste -s -d ' '; done
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

    /** The kinds that there are, those by which the program in the rule got through, and those by which its copy did. */
    private static List<List<String>> kinds(Account account, String rules) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("/usr/bin/python3"), "/usr/bin/python3 is not installed");
        Product.Result result = product.sandbox(account, rules, SCRIPT);
        List<List<String>> kinds = result.out().lines().map(line -> List.of(line.split(" "))).toList();
        assertEquals(3, kinds.size(), result::toString);
        return kinds;
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetOnlyTheAllowedProgramPass(Account account) throws Exception {
        List<List<String>> kinds = kinds(account, "set unkrule block\nallow path=/usr/bin/python3\nallow direction=in\n");

        assertEquals(kinds.get(0), kinds.get(1));
        assertEquals(List.of(""), kinds.get(2));
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldOnlyTheBlockedProgramBack(Account account) throws Exception {
        // The sink is run by the blocked program, too.
        List<List<String>> kinds = kinds(account, "block path=/usr/bin/python3\nallow direction=in priority=1\n");

        assertEquals(List.of(""), kinds.get(1));
        assertEquals(kinds.get(0), kinds.get(2));
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepFamiliesAndProtocolsApart(Account account) throws Exception {
        List<List<String>> kinds = kinds(account, "block tcp dst=::/0\nblock udp dst=127.0.0.0/8\n");
        Predicate<String> passes = kind -> kind.startsWith("udp6") && !kind.endsWith("mapped")
                || (kind.startsWith("tcp") || kind.startsWith("mptcp")) && (!kind.contains("6") || kind.endsWith("mapped"));

        assertEquals(kinds.get(0).stream().filter(passes).toList(), kinds.get(1));
        assertEquals(kinds.get(1), kinds.get(2));
    }
}
