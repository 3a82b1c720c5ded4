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

/**
 * An ordinary user who may talk within this host alone wants data to get out, by way of what the kernel sends. What arrives at the other end
 * of a wire tells. Root's namespaces only, as there is nobody but root in an ordinary user's.
 */
class WireAttacksIT {

    /** Root may do all, others may talk to this host and answer. */
    private static final String WITHIN =
            "set unkrule block\nallow user=0\nallow direction=in\nallow dst=2001:db8::1,192.0.2.1,fe80::1\n";

    /**
     * {@code wire FILE} joins the host to another by e0, and labels that arrive there go to the file; {@code nobody COMMAND...} runs it as an
     * ordinary user; {@code arrived} prints the labels.
     */
    private static final String WIRE =
            """
            other() { nsenter -t $other -n "$@"; }
            wire() {
              unshare -n sleep 90 & other=$!; servers="$servers $!"
              until [ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do sleep 0.05; done
              ip link add e0 type veth peer name e1 netns $other; ip link add e9 type veth peer name e8
              for link in e0 e8 e9; do ip link set $link addrgenmode none; done
              ip -6 addr add fe80::9/64 dev e9 nodad; ip link set e9 up; ip link set e8 up
              ip addr add 192.0.2.1/24 dev e0; for a in 2001:db8::1 fe80::1; do ip -6 addr add $a/64 dev e0 nodad; done; ip link set e0 up
              other ip link set e1 addrgenmode none; other ip addr add 192.0.2.2/24 dev e1
              for a in 2001:db8::2 fe80::2 fe80::9; do other ip -6 addr add $a/64 dev e1 nodad; done; other ip link set e1 up
              echo 0 2147483647 > /proc/sys/net/ipv4/ping_group_range
              other /usr/bin/python3 $scripts/wire.py e1 $1 & servers="$servers $!"
              until [ -e $1 ]; do sleep 0.05; done
            }
            nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
            arrived() { sleep 1; labels arrived | sed s/label-//g; }
            wire arrived
            for i in 1 2 3 4 5; do echo label-honest > /dev/udp/192.0.2.2/9; sleep 0.2; done
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
        for (String program : new String[] {"/usr/bin/python3", "ip", "nsenter", "setpriv"}) {
            assumeTrue(Programs.has(program), program + " is not installed");
        }
        return product.sandbox(Account.ROOT, rules, WIRE + script);
    }

    private static void assertArrived(String expected, String rules, String script) throws Exception {
        Product.Result result = run(rules, script + "\narrived\n");

        assertEquals(expected, result.out().strip(), result::toString);
    }

    @Test
    void shouldNotLetTheKernelAnswerForgedSources() throws Exception {
        assertArrived("refused four\nhonest", WITHIN, "nobody /usr/bin/python3 $scripts/forge.py all");
    }

    @Test
    void shouldNotLetTheKernelReportWhatAProcessChose() throws Exception {
        assertArrived("honest mdns4 mdns6", WITHIN,
                "for kind in mdns groups sources; do nobody /usr/bin/python3 $scripts/join.py $kind & joins=\"$joins $!\"; sleep 1.5; done; wait $joins");
    }

    @Test
    void shouldLetTheKernelsReportsBeBlockedAlone() throws Exception {
        assertArrived("honest mdns4", WITHIN + "block path=kernel icmp=mld2-report priority=1\n",
                "nobody /usr/bin/python3 $scripts/join.py mdns");
    }

    @Test
    void shouldLetChosenGroupsBeReportedByARule() throws Exception {
        assertArrived("abc four groups honest sources", WITHIN + "allow protocol=igmp\nallow icmp=mld2-report\n",
                "nobody /usr/bin/python3 $scripts/join.py groups sources");
    }

    @Test
    void shouldNotBelieveTheFirstStopOfARoute() throws Exception {
        // 2001:db8::2 is allowed, and what is behind it is not.
        assertArrived("direct honest rooted", WITHIN + "allow dst=2001:db8::2\n",
                """
                ip -6 route add default via 2001:db8::2
                nobody /usr/bin/python3 $scripts/route.py label-direct 2001:db8::2
                nobody /usr/bin/python3 $scripts/route.py label-routed 2001:db8:9::9 2001:db8::2
                /usr/bin/python3 $scripts/route.py label-rooted 2001:db8:9::9 2001:db8::2
                """);
    }

    @Test
    void shouldJudgeByRulesWhatMayHaveAnySource() throws Exception {
        assertArrived("free honest transparent", WITHIN,
                """
                setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=+net_raw --ambient-caps=+net_raw \\
                    /usr/bin/python3 $scripts/forge.py transparent
                /usr/bin/python3 $scripts/forge.py free
                """);
    }
}
