package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Firewall;
import e7.console.format.Moment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCommandsTest {

    private final FakeFirewall firewall = new FakeFirewall();
    private final FakeCaches caches = new FakeCaches();
    private final StatusCommands commands = new StatusCommands(firewall, caches);

    @Test
    void shouldSayHowTheFirewallIs() {
        assertEquals(
                """
                state           guarding
                mode            enabled
                up              01:01:01
                hook            output, queues 7 to 14, by a test
                kernel decides  nothing
                rules           3, generation 42
                caches          process douane-list, verdict none
                packets         10 received: 6 accepted, 2 dropped, 1 rejected, 1 waiting
                unknown         3 process, 4 protocol
                trouble         0 over the limit, 0 out of time, 5 lost by the kernel, 0 verdicts too late""",
                commands.status());
    }

    @Test
    void shouldSayWhyItDoesNotGuard() {
        firewall.state = Firewall.State.FAILED;
        firewall.reason = "queue 7 is taken";
        firewall.kernelLost = -1;
        firewall.uptime = Duration.ofDays(3).plusSeconds(5);

        String status = commands.status();

        assertTrue(status.startsWith("state           failed queue 7 is taken\n"), status);
        assertTrue(status.contains("kernel does not tell its losses"), status);
        assertTrue(status.contains("\nup              3 d 00:00:05\n"), status);
    }

    @Test
    void shouldBeLoudAboutSuspendedRules() {
        firewall.suspended = List.of("rule 4: block user=alice: no criterion 'user'", "rule 5: block group=\033[2Jx: no criterion 'group'");

        List<String> lines = commands.status().lines().toList();

        assertEquals("rules           3, 2 SUSPENDED, generation 42", lines.get(5));
        assertEquals(
                List.of(
                        "SUSPENDED rule 4: block user=alice: no criterion 'user'",
                        "SUSPENDED rule 5: block group=?[2Jx: no criterion 'group'"),
                lines.subList(10, 12));
    }

    @Test
    void shouldSayWarningsLast() {
        firewall.warnings = List.of("plugin x was not removed cleanly");

        assertTrue(commands.status().endsWith("\nwarning: plugin x was not removed cleanly"));
    }

    @Test
    void shouldSayTheStatusAsJson() {
        String json = commands.status("--json");

        assertTrue(json.startsWith("{\"state\":\"guarding\",\"reason\":\"\",\"mode\":\"enabled\",\"uptime\":3661.0,"), json);
        assertTrue(json.contains("\"counters\":{\"received\":10,\"accepted\":6,"), json);
        assertFalse(json.contains("\n"), json);
    }

    @Test
    void shouldListThePlugins() {
        assertEquals(
                """
                KIND       NAME      RANKING  FAULTS  STATE      BUNDLE
                criterion  user            0       0  active     e7.rules.user 1.0
                resolver   sockdiag      100      12  taken out  e7.identity 1.0""",
                commands.plugins());
        assertTrue(commands.plugins("--json").startsWith("[{\"kind\":\"criterion\",\"name\":\"user\","));
    }

    @Test
    void shouldListTheCaches() {
        assertEquals(
                """
                KIND     STRATEGY                 ENTRIES  CAPACITY  STRATEGIES PRESENT
                process  array-slot                     3      4096  array-slot, douane-list
                verdict  none, as gone is absent        0         0  array-slot, douane-list""",
                commands.cache("list"));
        assertEquals(commands.cache("list"), commands.cache());
    }

    @Test
    void shouldNotMissAStrategyWhenNobodyChose() {
        caches.chosen = "";

        assertFalse(commands.cache().lines().toList().get(1).contains("absent"));
    }

    @Test
    void shouldShowTheFiguresOfTheCaches() {
        List<String> lines = commands.cache("stats").lines().toList();

        assertEquals(
                "KIND     STRATEGY    HITS  MISSES  EVICTIONS  COLLISIONS  ENTRIES  CAPACITY  PROBES  QUEUED  LAST SWAP", lines.get(0));
        assertEquals("process  array-slot    90      10          1           2        3      4096    1.50       0", lines.get(1));
        assertTrue(lines.get(2).endsWith("0.00       0  " + Moment.local("2026-01-01T00:00:00Z", Clock.systemDefaultZone())), lines.get(2));
    }

    @Test
    void shouldListCachesAsJson() {
        String json = "[{\"kind\":\"process\",\"strategy\":\"array-slot\",\"wanted\":\"array-slot\",\"stats\":{\"hits\":90,";

        assertTrue(commands.cache("--json").startsWith(json));
        assertTrue(commands.cache("stats", "--json").startsWith(json));
    }

    @Test
    void shouldSwitchACache() {
        assertEquals("the process cache uses douane-list", commands.cache("use", "process", "douane-list"));
        assertEquals(List.of("process douane-list"), caches.used);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "use process nope | no strategy 'nope'",
                "use process      | cache use takes a kind (process, verdict) and a strategy (array-slot, douane-list)",
                "use a b c        | cache use takes a kind (process, verdict) and a strategy (array-slot, douane-list)",
                "nope             | cache takes list, stats or use KIND STRATEGY, not 'nope'",
                "list x           | cache does not take 'x'; see help cache",
                "stats x          | cache does not take 'x'; see help cache",
            })
    void shouldFailWithOneLineWhenTheCacheIsAskedWrongly(String words, String complaint) {
        CommandException fault = assertThrows(CommandException.class, () -> commands.cache(words.split(" ")));

        assertEquals(complaint, fault.toString());
        assertEquals(List.of(), caches.used);
    }

    @Test
    void shouldRefuseWordsThatMeanNothing() {
        assertThrows(CommandException.class, () -> commands.status("x"));
        assertThrows(CommandException.class, () -> commands.plugins("x"));
    }
}
