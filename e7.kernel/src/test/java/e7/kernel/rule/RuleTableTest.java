package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Explanation;
import e7.api.packet.PacketSketch;
import e7.api.rule.Action;
import e7.api.rule.RuleInfo;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTableTest {

    private static List<Long> ids(RuleTable table) {
        return table.infos().stream().map(RuleInfo::id).sorted().toList();
    }

    private static RuleTable clear(RuleTable table, String words) throws RuleSyntaxException {
        return table.clear(Words.split(words)).table();
    }

    private static RuleInfo info(RuleTable table, long id) {
        return table.infos().stream().filter(info -> info.id() == id).findFirst().orElseThrow();
    }

    @Test
    void shouldBeginWithTheBuiltInRule() {
        RuleInfo builtIn = info(Tables.empty(), 0);
        assertTrue(builtIn.builtIn());
        assertEquals("allow path=kernel name=kernel", builtIn.text());
    }

    @Test
    void shouldNeverGiveANumberTwice() throws RuleSyntaxException {
        RuleTable table = Tables.of("block dport=1", "block dport=2");
        table = Tables.add(clear(table, "2"), "block dport=3");
        assertEquals(List.of(0L, 1L, 3L), ids(table));
        table = Tables.add(clear(table, ""), "block dport=1");
        assertEquals(List.of(0L, 4L), ids(table));
    }

    @Test
    void shouldNotAddARuleThatIsThereAlready() throws RuleSyntaxException {
        RuleTable table = Tables.of("block dport=1 uid=2");
        RuleTable.Change change = table.add(Action.BLOCK, List.of("uid=2", "dport=1"));
        assertSame(table, change.table());
        assertEquals("rule 1 is that rule already", change.message());
        assertEquals(List.of(0L, 1L, 2L), ids(Tables.add(table, "block dport=1 uid=2 log")));
    }

    @Test
    void shouldSayWhenTheNewRuleIsOutranked() throws RuleSyntaxException {
        RuleTable table = Tables.of("block dport=1");
        assertEquals(
                "rule 2: allow dport=1  (outranked by rule 1: its action is stricter)",
                table.add(Action.ALLOW, List.of("dport=1")).message());
        assertEquals("rule 2: allow dport=1 priority=1", table.add(Action.ALLOW, List.of("dport=1", "priority=1")).message());
    }

    @Test
    void shouldRefuseACriterionThatNoPluginOffers() {
        assertEquals(
                "no plugin offers the criterion 'user'; there are dport, path, protocol, uid",
                assertThrows(RuleSyntaxException.class, () -> Tables.empty().add(Action.BLOCK, List.of("user=alice"))).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | 0",
        "2 | 0,1,3,4,5",
        "name=web | 0,1,2,4,5",
        "dport=2 | 0,1,3,4,5",
        "uid=1 protocol=tcp | 0,1,2,3,5",
        "tcp | 0,2,3,4,5",
        "any | 0,1,2,3,4",
        "allow | 0,1,2,3,4",
        "block | 0,5",
        "reject | 0,1,2,3,4,5"
    })
    void shouldClearWhatIsNamed(String words, String left) throws RuleSyntaxException {
        RuleTable table = Tables.of("block tcp", "block dport=2", "block dport=3 name=web", "block tcp uid=1", "allow any");
        assertEquals(left, String.join(",", ids(clear(table, words)).stream().map(String::valueOf).toList()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "99 | no rule to clear: 99",
        "name=none | no rule to clear: name=none",
        "name= | no rule to clear: name=",
        "dport=9 | no rule to clear: dport=9",
        "0 | the built-in rule cannot be cleared; a rule with a higher priority outranks it",
        "name=kernel | the built-in rule cannot be cleared; a rule with a higher priority outranks it",
        "dport=1 log | only criteria can stand here, no options: dport=1 log"
    })
    void shouldClearNothingAndSaySo(String words, String message) {
        RuleTable table = Tables.of("block dport=1");
        assertEquals(message, assertThrows(RuleSyntaxException.class, () -> clear(table, words)).getMessage());
    }

    @Test
    void shouldClearAnEmptyTable() throws RuleSyntaxException {
        assertEquals("0 rules cleared", Tables.empty().clear(List.of()).message());
        assertEquals("1 rule cleared: allow any", Tables.of("allow any").clear(List.of()).message());
        assertEquals("2 rules cleared: allow any; block protocol=tcp", Tables.of("allow any", "block tcp").clear(List.of("all")).message());
        assertEquals("0 rules cleared", Tables.empty().clear(List.of("all")).message());
    }

    @Test
    void shouldSuspendARuleAndTakeItBackWithItsHits() {
        RuleTable table = Tables.of("block dport=1", "block tcp");
        Decision decision = table.compile(Tables.DEFAULTS).decide(new PacketSketch().destinationPort(1));
        assertEquals("", info(table, 1).lastHit());
        decision.count();
        decision.answeredAt(5_000);
        decision.answeredAt(4_000);
        RuleTable suspended = table.with(Tables.CATALOG.without("dport"));
        assertEquals("the plugin of the criterion 'dport' is absent", info(suspended, 1).suspended());
        assertEquals("block dport=1", info(suspended, 1).text());
        assertEquals("", info(suspended, 2).suspended());
        RuleTable back = suspended.with(Tables.CATALOG);
        assertEquals("", info(back, 1).suspended());
        assertEquals(1, info(back, 1).hits());
        assertEquals("1970-01-01T00:00:05Z", info(back, 1).lastHit());
        assertEquals("", info(back, 2).lastHit());
        assertEquals("rule 1", back.compile(Tables.DEFAULTS).decide(new PacketSketch().destinationPort(1)).decidedBy());
    }

    @Test
    void shouldEndRulesWithTheirTime() throws RuleSyntaxException {
        Instant noon = Tables.CLOCK.instant();
        RuleTable table = Tables.of("block dport=1 for=10m", "block dport=2 for=5m", "block dport=3 until=restart");
        assertEquals(Optional.of(noon.plus(Duration.ofMinutes(5))), table.nextExpiry());
        assertSame(table, table.withoutExpired());
        assertEquals(List.of(0L, 1L, 3L), ids(at(Duration.ofMinutes(5)).withoutExpired()));
        assertEquals(List.of(0L, 1L, 3L), ids(at(Duration.ofMinutes(10).minusNanos(1)).withoutExpired()));
        assertEquals(List.of(0L, 3L), ids(at(Duration.ofMinutes(10)).withoutExpired()));
    }

    @Test
    void shouldRefuseARuleWhoseTimeIsOverUnlessItStandsInAWholePolicy() throws RuleSyntaxException {
        List<String> words = List.of("dport=1", "until=2025-03-01T11:59");
        RuleSyntaxException wrong = assertThrows(RuleSyntaxException.class, () -> Tables.of().add(Action.BLOCK, words));
        assertEquals("until=2025-03-01T11:59 is past", wrong.getMessage());
        assertEquals(List.of(0L), ids(Tables.of().renewed().add(Action.BLOCK, words).table().settled()));
    }

    @Test
    void shouldTakeRulesOverIntoAPolicyThatIsReadAnew() throws RuleSyntaxException {
        RuleTable before = Tables.of("block dport=1", "block dport=2", "allow dport=3 until=restart");
        RuleTable read = Tables.add(Tables.add(before.renewed(), "block dport=2"), "block dport=4").settled();
        assertEquals(List.of(0L, 2L, 3L, 4L), ids(read));
    }

    /** The same rules, made at noon, in a table whose clock has gone on. */
    private static RuleTable at(Duration later) throws RuleSyntaxException {
        Instant[] now = {Tables.CLOCK.instant()};
        RuleTable table = RuleTable.initial(Tables.CATALOG, new Clock() {
            @Override
            public ZoneId getZone() {
                return Tables.CLOCK.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        });
        table = Tables.add(Tables.add(Tables.add(table, "block dport=1 for=10m"), "block dport=2 for=5m"), "block dport=3 until=restart");
        now[0] = now[0].plus(later);
        return table;
    }

    @Test
    void shouldExplainAPacketGivenAsCriteria() throws RuleSyntaxException {
        RuleTable table = Tables.of("block dport=1", "allow tcp", "block uid=5");
        Explanation explanation = table.explain("tcp /bin/a dport=1", Tables.DEFAULTS);
        assertEquals(Action.BLOCK, explanation.action());
        assertEquals("rule 1 wins: block dport=1", explanation.reason());
        Explanation kernel = table.explain("path=kernel", Tables.DEFAULTS);
        assertEquals("rule 0 wins: allow path=kernel name=kernel", kernel.reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dport!=1 | explain asks about one packet, so it takes NAME=VALUE with one value, not 'dport!=1'",
        "dport=1,2 | explain asks about one packet, so it takes NAME=VALUE with one value, not 'dport=1,2'",
        "path=/bin/ | explain takes the path of one program, not '/bin/'",
        "user=alice | no plugin offers the criterion 'user'; there are dport, path, protocol, uid",
        "dport=x | dport= takes a number, not 'x'"
    })
    void shouldSayWhatItCannotExplain(String question, String message) {
        assertEquals(
                message, assertThrows(RuleSyntaxException.class, () -> Tables.empty().explain(question, Tables.DEFAULTS)).getMessage());
    }
}
