package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleListTest {

    private static Rule rule(long id, String text) {
        RuleText read = Tables.rule(Tables.of(text), 1).text();
        return new Rule(id, read, Collections.nCopies(read.criteria().size(), null));
    }

    private static List<Long> ids(Stream<Rule> rules) {
        return rules.map(Rule::id).toList();
    }

    @Test
    void shouldNotChangeWhenALongerOneIsMadeOfIt() {
        Rule two = rule(2, "block dport=1");
        RuleList one = RuleList.of(List.of(rule(1, "block dport=1")));
        RuleList first = one.plus(two);
        assertEquals(List.of(1L, 2L), ids(first.of(two.text())));
        assertEquals(List.of(1L), ids(one.of(two.text())));
        assertEquals(List.of(1L), ids(one.stream()));
        // A second one of the same shorter list, as when a change before was given up.
        RuleList second = one.plus(rule(3, "allow dport=1"));
        assertEquals(List.of(1L, 3L), ids(second.of(two.text())));
        assertEquals(List.of(1L, 2L), ids(first.plus(rule(4, "block dport=2")).of(two.text())));
        assertEquals(List.of(1L, 2L), ids(first.stream()));
    }

    @Test
    void shouldFindRulesByTheirCriteriaInWhateverOrder() {
        RuleList rules = RuleList.of(List.of(rule(1, "block dport=1 uid=2"), rule(2, "allow dport=1"), rule(3, "allow uid=2 dport=1 log")));
        assertEquals(List.of(1L, 3L), ids(rules.of(rule(9, "block uid=2 dport=1").text())));
        assertEquals(List.of(), ids(rules.of(rule(9, "block uid=2").text())));
        assertEquals(3, rules.size());
    }
}
