package e7.itest.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import e7.itest.live.Account;
import e7.itest.live.Product;
import e7.itest.live.Programs;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets and ports that are made to be mistaken for others. */
class PacketAttacksIT {

    /** Shapes in which the kernel puts a datagram together before anybody sees it, or which are whole. */
    private static final String WHOLE =
            "atomic-fragment chain destination fragments fragments6 hop-by-hop long-chain many-options options plain plain6";

    private static final String ALL =
            "atomic-fragment bare-fragments chain destination fragments fragments6 hop-by-hop last-first long-chain many-options options plain plain6";

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    private static Product.Result run(Account account, String rules, String script) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(Programs.has("/usr/bin/python3"), "/usr/bin/python3 is not installed");
        return product.sandbox(account, rules, script);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(Account.values()).flatMap(account -> Stream.of(
                Arguments.of(account, "", ALL, ALL),
                // What tells the port of a later fragment is unknown, and unkprot decides.
                Arguments.of(account, "block udp dport=8000\n", "", WHOLE),
                Arguments.of(account, "block udp dport=8000\nset unkprot allow\n", "", ALL)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldReadThePortWhateverStandsBeforeIt(Account account, String rules, String atPort, String atAnother) throws Exception {
        Product.Result result = run(
                account,
                rules,
                """
                sink 8000 blocked
                sink 8100 free
                /usr/bin/python3 $scripts/raw.py x 8000
                /usr/bin/python3 $scripts/raw.py x 8100
                settle
                labels blocked
                labels free
                """);

        assertEquals(List.of(atPort, atAnother), result.out().replace("x-", "").lines().toList(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadPacketsThatAreLongerThanTheirLengthFieldCanSay(Account account) throws Exception {
        assumeTrue(Programs.has("nft") && Programs.has("ip"), "nft or ip is not installed");
        Product.Result result = run(
                account,
                // What cannot be read is blocked, and the connection stalls.
                "set unkrule block\nallow tcp dport=8000\nallow tcp sport=8000\n",
                """
                ip link set dev lo gso_max_size 300000 gro_max_size 300000 2> /dev/null || echo "no such packets here"
                cat > count <<'END'
                table inet count {
                 chain c {
                  type filter hook output priority 300
                  meta length > 65535 meta nfproto ipv4 counter
                  meta length > 65535 meta nfproto ipv6 counter
                 }
                }
                END
                nft -f count
                /usr/bin/python3 $scripts/bulk.py 8000
                nft list table inet count | grep -c 'packets [1-9]'
                """);

        assumeTrue(!result.out().startsWith("no such"), "packets cannot be made longer here");
        assertEquals(List.of("127.0.0.1 32 MiB", "::1 32 MiB", "2"), result.out().lines().toList(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotTakeOneUserForAnotherOnTheSamePort(Account account) throws Exception {
        assumeTrue(account == Account.ROOT, "other users do not exist in an ordinary user's namespace");
        Product.Result result = run(
                account,
                "set unkrule block\nallow user=1\nallow direction=in\n",
                "sink 8000 served\n/usr/bin/python3 $scripts/rivals.py 1 65534 8000\nsettle\nlabels served\n");

        List<String> labels = List.of(result.out().strip().split(" "));
        assertTrue(labels.contains("owner-alone"), result::toString);
        assertTrue(labels.stream().noneMatch(label -> label.startsWith("thief")), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotLetOneUsersFloodLoseTheOthersPackets(Account account) throws Exception {
        assumeTrue(account == Account.ROOT, "other users do not exist in an ordinary user's namespace");
        // The numbers differ in their lowest bits, or the two would share a queue.
        Product.Result result = run(account, "", "sink 8000 served\n/usr/bin/python3 $scripts/fair.py 8000 65533 0 65534 | sort\n");

        assertEquals(List.of("flooded", "user 0 lost 0", "user 65534 lost 0"), result.out().lines().toList(), result::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotTakeTheSendersMarkForAVerdict(Account account) throws Exception {
        Product.Result result = run(
                account,
                "set unkrule block\nallow path=/usr/bin/python3\nallow direction=in\n",
                """
                sink 8000 served
                cp /usr/bin/python3 other
                for program in /usr/bin/python3 ./other; do $program $scripts/marks.py "$(basename $program)" 8000 && echo sent; done
                settle
                uniq -c served | tr -d ' '
                """);

        assertEquals(List.of("sent", "sent", "35python3"), result.out().lines().toList(), result::toString);
    }
}
