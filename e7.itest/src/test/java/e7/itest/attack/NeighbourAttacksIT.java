package e7.itest.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import e7.itest.live.Account;
import e7.itest.live.Product;
import e7.itest.live.Programs;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One user wants to cut another one off, who is to go on. Alone, since what slows down searches does so in every network namespace. */
@Isolated
class NeighbourAttacksIT {

    private static final String USERS =
            """
            # Takes the shell's place, which is one of its own in the background and in parentheses.
            as() { exec setpriv --reuid=$1 --regid=$1 --clear-groups "${@:2}"; }
            attack() { as 65534 /usr/bin/python3 "$@" > attacking & attacker=$!; until grep -q ready attacking; do sleep 0.05; done; }
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

    private static Product.Result run(String rules, String script) throws Exception {
        assumeTrue(Account.ROOT.unavailable() == null, Account.ROOT.unavailable());
        assumeTrue(Programs.has("/usr/bin/python3"), "/usr/bin/python3 is not installed");
        assumeTrue(Programs.has("setpriv"), "setpriv is not installed");
        return product.sandbox(Account.ROOT, rules, USERS + script);
    }

    @Test
    void shouldNotWaitForAnotherUsersDescriptors() throws Exception {
        Product.Result result = run(
                "allow path=/usr/bin/python3\nset unkrule block\n",
                """
                as 1 /usr/bin/python3 $scripts/answers.py single served 7001 > ready & servers="$servers $!"
                until grep -q ready ready; do sleep 0.05; done
                for kind in shared own; do
                  attack $scripts/hoard.py $kind
                  (as 1 /usr/bin/python3 $scripts/asks.py 7001 2 30)
                  kill $attacker; wait $attacker
                done
                """);

        assertEquals("served=2\nserved=2\n", result.out(), result::toString);
    }

    @Test
    void shouldNotMindAnotherUsersSocketsOnAPort() throws Exception {
        Product.Result result = run(
                "allow path=/usr/bin/python3\nset unkrule block\n",
                """
                sink 8000 served
                attack $scripts/squat.py 7001
                (as 1 /usr/bin/python3 -) <<'END'
                import socket
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.bind(("127.0.0.1", 7001))
                s.settimeout(10)
                s.sendto(b"victim ", ("127.0.0.1", 8000))
                print(s.recv(100).decode())
                END
                kill $attacker
                """);

        assertEquals("victim \n", result.out(), result::toString);
    }
}
