package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order in which rules win. */
class RuleTest {

    /** Each pair differs in one step and is alike before it; what comes after speaks for the second. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | allow any priority=1 | block dport=1 uid=1 path=/bin/a",
        "0 | allow any priority=-1 | block any priority=-2",
        "0 | allow any priority=2147483647 | block any priority=-2147483648",
        "0 | allow any | block any priority=-2147483648",
        "1 | allow path=/bin/a | block path=/bin/ dport=1",
        "1 | allow path=/usr/bin/ | block path=/bin/ dport=1",
        "1 | allow path=/ | block dport=1 uid=1",
        "1 | allow path=/a,/b | block path=/a,/bin/ dport=1",
        "1 | allow path=/bin/ | block path!=/bin/a dport=1",
        "2 | allow protocol=1 uid=1,2 | block dport=1",
        "2 | allow protocol=1 | block any",
        "3 | allow dport=1 | block protocol=1",
        "3 | allow dport=1 uid=1 | block protocol=1 uid=1",
        "3 | allow dport=1 | block dport=1,2",
        "4 | block dport=1 | allow dport=2",
        "4 | reject dport=1 | allow dport=2",
        "4 | ask dport=1 | allow dport=2",
        "4 | block dport=1 | ask dport=2",
        "5 | block dport=1 | reject dport=2",
        "5 | allow dport=1 | allow dport=2",
    })
    void shouldBeToldApartByEachStepAlone(int step, String first, String second) {
        RuleTable table = step == 5 ? Tables.of(first, second) : Tables.of(second, first);
        Rule winner = Tables.rule(table, step == 5 ? 1 : 2);
        Rule loser = Tables.rule(table, step == 5 ? 2 : 1);
        assertTrue(Rule.PRECEDENCE.compare(winner, loser) < 0);
        assertTrue(Rule.PRECEDENCE.compare(loser, winner) > 0);
        assertEquals(step, Rule.precedenceStep(winner, loser));
    }

    @Test
    void shouldBeInATotalOrder() {
        Random random = new Random(11);
        RuleTable table = Tables.empty();
        for (int i = 0; i < 80; i++) {
            table = Tables.add(table, Tables.randomRule(random));
        }
        List<Rule> rules = table.compile(Tables.DEFAULTS).inOrder();
        for (int i = 0; i < rules.size(); i++) {
            for (int j = 0; j < rules.size(); j++) {
                assertEquals(Integer.compare(i, j), Integer.signum(Rule.PRECEDENCE.compare(rules.get(i), rules.get(j))));
            }
        }
    }

    @Test
    void shouldKeepItsPlaceWhileItIsSuspended() {
        RuleTable table = Tables.of("allow protocol=1", "block dport=1");
        List<Long> before = ids(table);
        assertEquals(before, ids(table.with(Tables.CATALOG.without("dport"))));
        assertEquals(before, ids(table.with(Tables.CATALOG.without("dport")).with(Tables.CATALOG.without("uid").without("dport"))));
    }

    private static List<Long> ids(RuleTable table) {
        return table.compile(Tables.DEFAULTS).inOrder().stream().map(Rule::id).toList();
    }
}
