package e7.itest.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules against real programs. A program that is blocked waits in vain (curl 28, timeout 124), one that is refused is told at once
 * (curl 7), ping without an answer ends with 1.
 */
class RulesIT {

    private static Product product;

    @BeforeAll
    static void copy() throws IOException {
        product = new Product();
    }

    @AfterAll
    static void remove() throws IOException {
        product.close();
    }

    /** Rules, what is run, and what it prints. {@code needs} are programs; {@code root} says that other users have to exist. */
    private record Scenario(String name, String rules, String script, String expected, boolean root, String... needs) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario("block by file", "block path=/usr/bin/curl", "code curl web; code bash tcp 127.0.0.1", "curl=28 bash=0", false, "curl"),
            new Scenario("reject by file", "reject path=/usr/bin/curl", "code curl web; code bash tcp 127.0.0.1", "curl=7 bash=0", false, "curl"),
            new Scenario("block by folder", "block path=/usr/bin/", "code curl web; code bash tcp 127.0.0.1", "curl=28 bash=124", false, "curl"),
            new Scenario(
                    "allow a file over a blocked folder",
                    "block path=/usr/bin/\nallow path=/usr/bin/curl",
                    "code curl web; code bash tcp 127.0.0.1",
                    "curl=0 bash=124",
                    false,
                    "curl"),
            new Scenario(
                    "allow over block by priority",
                    "block tcp\nallow tcp priority=1",
                    "code bash tcp 127.0.0.1",
                    "bash=0",
                    false),
            new Scenario("block over allow where they are alike", "allow tcp\nblock tcp", "code bash tcp 127.0.0.1", "bash=124", false),
            new Scenario("block by protocol", "block udp", "code tcp tcp 127.0.0.1; code udp udp 127.0.0.1", "tcp=0 udp=124", false),
            new Scenario("reject by protocol", "reject tcp", "code tcp tcp 127.0.0.1; code udp udp 127.0.0.1", "tcp=1 udp=0", false),
            new Scenario(
                    "block icmp", "block icmp", "code ping ping -c 1 -W 1 127.0.0.1; code ping6 ping -c 1 -W 1 ::1; code tcp tcp 127.0.0.1",
                    "ping=1 ping6=1 tcp=0", false, "ping"),
            new Scenario(
                    "let icmp pass", "block udp", "code ping ping -c 1 -W 1 127.0.0.1; code ping6 ping -c 1 -W 1 ::1", "ping=0 ping6=0", false, "ping"),
            new Scenario(
                    "block by destination",
                    "block dst=::1 dport=8000\nblock dst=127.0.0.2/32",
                    "code four tcp 127.0.0.1; code six tcp ::1; code six-udp udp ::1; code two tcp 127.0.0.2",
                    "four=0 six=124 six-udp=124 two=124",
                    false),
            new Scenario("reject IPv6 by port", "reject dst=::/0 dport=8000-8001", "code four tcp 127.0.0.1; code six tcp ::1", "four=0 six=1", false),
            new Scenario("mode block", "allow any\nmode block", "code tcp tcp 127.0.0.1; code udp udp ::1", "tcp=124 udp=124", false),
            new Scenario("mode observe", "block any\nmode observe", "code tcp tcp 127.0.0.1; code udp udp ::1", "tcp=0 udp=0", false),
            new Scenario("mode disabled", "block any\ndisable", "code tcp tcp 127.0.0.1; code udp udp ::1", "tcp=0 udp=0", false),
            new Scenario(
                    "deny by default",
                    "set unkrule block\nallow path=/usr/bin/curl dport=8000\nallow direction=in sport=8000",
                    "code curl web; code bash tcp 127.0.0.1",
                    "curl=0 bash=124",
                    false,
                    "curl"),
            new Scenario(
                    "block by user",
                    "block user=daemon\nreject user=2",
                    "code root web; code daemon setpriv --reuid=daemon --clear-groups curl -s -m 2 http://127.0.0.1:8000/; "
                            + "code bin setpriv --reuid=2 --clear-groups curl -s -m 2 http://127.0.0.1:8000/",
                    "root=0 daemon=28 bin=7",
                    true,
                    "curl",
                    "setpriv"),
            new Scenario(
                    "block by group",
                    "block group!=0 protocol=udp",
                    "code root udp 127.0.0.1; code other setpriv --regid=2 --clear-groups bash -c '" + "exec 3<>/dev/udp/127.0.0.1/8000; echo x >&3; timeout 2 head -n 1 <&3 | grep -q x'",
                    "root=0 other=1",
                    true,
                    "setpriv"));

    static Stream<Arguments> scenarios() {
        return SCENARIOS.stream().flatMap(one -> Stream.of(Account.values()).map(account -> Arguments.of(account, one)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("scenarios")
    void shouldDoWhatTheRulesSay(Account account, Scenario scenario) throws Exception {
        assumeTrue(account.unavailable() == null, account.unavailable());
        assumeTrue(account == Account.ROOT || !scenario.root, "other users do not exist in an ordinary user's namespace");
        for (String program : scenario.needs) {
            assumeTrue(Programs.has(program), program + " is not installed");
        }

        Product.Result result = product.sandbox(account, scenario.rules, "serve\n" + scenario.script + "\nexit 7\n");

        assertEquals(scenario.expected, String.join(" ", result.out().lines().toList()), result::toString);
        assertEquals(7, result.exitCode(), result::toString);
    }
}
