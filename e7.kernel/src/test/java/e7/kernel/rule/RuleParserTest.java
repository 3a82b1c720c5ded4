package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.rule.Action;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {

    private static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");

    private final RuleParser parser = new RuleParser(Clock.fixed(NOON, ZoneOffset.UTC));

    private RuleText parse(String text) throws RuleSyntaxException {
        return parser.parse(Action.BLOCK, Words.split(text));
    }

    private static String message(Executable code) {
        return assertThrows(RuleSyntaxException.class, code).getMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tcp /usr/bin/nc | block protocol=tcp path=/usr/bin/nc",
        "udp | block protocol=udp",
        "any | block any",
        "any /usr/bin/ | block path=/usr/bin/",
        "/usr/bin/nc | block path=/usr/bin/nc",
        "/usr/bin/nc tcp | block path=/usr/bin/nc protocol=tcp",
        "log /usr/bin/nc any | block path=/usr/bin/nc log",
        "17 dport=53 | block protocol=17 dport=53",
        "dport=53 udp | block dport=53 protocol=udp",
        "user!=alice user!=bob | block user!=alice user!=bob",
        "path=/opt/a,,b,/opt/c | block path=/opt/a,,b,/opt/c",
        "any log | block any log",
        "DPort=53,80 user!=alice | block dport=53,80 user!=alice",
        "dport=1 priority=+5 name=web | block dport=1 name=web priority=5",
        "dport=1 priority=0 | block dport=1",
        "log dport=1 for=10m | block dport=1 for=10m log",
        "dport=1 until=restart | block dport=1 until=restart",
        "dport=1 'name=\"two words\"' | block dport=1 \"name=two words\"",
    }, quoteCharacter = '\'')
    void shouldWriteTheLongFormOfWhatItReads(String text, String full) throws RuleSyntaxException {
        RuleText rule = parse(text.replace("'", ""));
        assertEquals(full, rule.toString());
        RuleText again = parse(full.substring("block ".length()));
        assertTrue(rule.repeats(again), "read again: " + again);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "log", "name=x", "priority=5", "for=10m log"})
    void shouldRefuseARuleAboutEverythingThatDoesNotSaySo(String text) {
        assertEquals("block needs a criterion, such as path=/usr/bin/curl, or any for every packet", message(() -> parse(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tcp udp | 'udp' is neither NAME=VALUE, nor a path, nor the option log",
        "any dport=1 udp | 'udp' is neither NAME=VALUE, nor a path, nor the option log",
        "all | 'all' is no protocol; any stands for every packet",
        "=5 | a criterion has no name: '=5'",
        "!=5 | a criterion has no name: '!=5'",
        "dport= | a value of 'dport' is empty: 'dport='",
        "dport=,1 | a value of 'dport' is empty: 'dport=,1'",
        "dport=1,,,,, | a value of 'dport' is empty: 'dport=1,,,,,'",
        "dport=1, | a value of 'dport' is empty: 'dport=1,'",
        "dport=1 dport=1 | the criterion 'dport=1' stands twice",
        "path=/opt/a path=/opt/b,,c | a rule wants all of its criteria, and 'path=/opt/a' and 'path=/opt/b,,c' exclude each other; "
                + "a list means one of them: path=/opt/a,/opt/b,,c",
        "tcp protocol=udp | a rule wants all of its criteria, and 'protocol=tcp' and 'protocol=udp' exclude each other; "
                + "a list means one of them: protocol=tcp,udp",
        "dport=1 priority=high | priority= takes a whole number, not 'high'",
        "dport=1 priority=3000000000 | priority= takes a whole number, not '3000000000'",
        "dport=1 for=10m until=restart | a rule takes one of for= and until=, once",
        "dport=1 for=10m for=10m | a rule takes one of for= and until=, once",
        "dport=1 for=10 | for= takes a number and s, m, h or d, such as for=10m, not '10'",
        "dport=1 for=0m | for= takes a number and s, m, h or d, such as for=10m, not '0m'",
        "dport=1 for=-1m | for= takes a number and s, m, h or d, such as for=10m, not '-1m'",
        "dport=1 until=noon | until= takes restart, a time such as 17:30, or a date and time such as 2030-01-31T17:30, not 'noon'",
        "dport=1 until=25:00 | until= takes restart, a time such as 17:30, or a date and time such as 2030-01-31T17:30, not '25:00'",
    }, quoteCharacter = '"')
    void shouldSayWhatIsWrong(String text, String message) {
        assertEquals(message, message(() -> parse(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "for=90s, 2025-03-01T12:01:30Z", "for=10m, 2025-03-01T12:10:00Z", "for=2h, 2025-03-01T14:00:00Z", "for=1d, 2025-03-02T12:00:00Z",
        "until=17:30, 2025-03-01T17:30:00Z", "until=11:59, 2025-03-02T11:59:00Z", "until=12:00, 2025-03-02T12:00:00Z",
        "until=2030-01-31T17:30, 2030-01-31T17:30:00Z", "until=2030-01-31T17:30:05+02:00, 2030-01-31T15:30:05Z"
    })
    void shouldReckonWhenARuleEnds(String option, Instant at) throws RuleSyntaxException {
        Expiry expiry = parse("any " + option).expiry();
        assertEquals(at, expiry.at());
        assertTrue(expiry.isPast(at));
        assertTrue(!expiry.isPast(at.minusNanos(1)));
    }

    @Test
    void shouldNotEndARuleThatLastsUntilTheRestart() throws RuleSyntaxException {
        assertNull(parse("any until=restart").expiry().at());
        assertTrue(!parse("any until=restart").expiry().isPast(Instant.MAX));
    }

    @Test
    void shouldTakeTwoCommasForOneInsideAValue() throws RuleSyntaxException {
        assertEquals(List.of("/opt/a,b", "/opt/c,"), CriterionText.parse("path=/opt/a,,b,/opt/c,,").values());
        assertEquals(List.of("/a,", "b"), CriterionText.parse("path=/a,,,b").values());
    }

    @Test
    void shouldTakeNoOptionsWhereOnlyCriteriaCanStand() throws RuleSyntaxException {
        assertEquals(1, parser.parseCriteria(Words.split("dport=1")).size());
        assertEquals(0, parser.parseCriteria(Words.split("any")).size());
        assertEquals(
                "only criteria can stand here, no options: dport=1 log", message(() -> parser.parseCriteria(Words.split("dport=1 log"))));
        assertEquals(
                "this command needs a criterion, such as path=/usr/bin/curl, or any for every packet",
                message(() -> parser.parseCriteria(Words.split(""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"path=bin/nc", "path=/usr//bin/nc", "path=/usr/./nc", "path=/usr/../nc", "path=/usr/..", "path=Kernel"})
    void shouldRefuseAPathThatCannotBeComparedAsText(String text) throws RuleSyntaxException {
        CriterionText criterion = CriterionText.parse(text);
        assertThrows(RuleSyntaxException.class, () -> new PathCriterion(criterion.values()));
    }
}
