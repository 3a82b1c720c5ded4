package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import e7.api.engine.RuleFinding;
import e7.api.packet.PacketSketch;
import e7.api.rule.RuleSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReviewTest {

    private static List<RuleFinding> review(String... rules) throws RuleSyntaxException {
        return Tables.of(rules).review();
    }

    @Test
    void shouldSayWhichRuleTakesAllFromWhich() throws RuleSyntaxException {
        assertEquals(
                List.of(new RuleFinding(2, 1, "rule 2 (allow protocol=tcp dport=1) can never win: rule 1 (block protocol=tcp priority=1) comes first"
                        + " and matches all that it matches")),
                review("block tcp priority=1", "allow tcp dport=1"));
    }

    @Test
    void shouldSayWhichRulesContradictEachOther() throws RuleSyntaxException {
        assertEquals(
                List.of(new RuleFinding(1, 2, "rule 1 (allow dport=1,2) contradicts rule 2 (block dport=2,3), which wins where both match,"
                        + " as nothing but the action tells them apart")),
                review("allow dport=1,2", "block dport=2,3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "block any priority=1; allow dport=1",
        "block dport=1,2 priority=1; allow dport=2",
        "block path=/usr/ priority=1; allow path=/usr/bin/a dport=1",
        "block path=/usr/,/b priority=1; allow path=/usr/bin/,/b",
        "block dport!=1 priority=1; allow dport!=2,1",
        "block path!=/usr/bin/a priority=1; allow path!=/usr/bin/",
        "block dport=1; allow dport=1",
        "allow dport=1 name=a; allow dport=1 name=b"
    })
    void shouldFindRulesThatCanNeverWin(String rules) throws RuleSyntaxException {
        List<RuleFinding> findings = review(rules.split("; "));
        assertEquals(List.of(2L), findings.stream().map(RuleFinding::rule).toList(), findings.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "block tcp; allow tcp dport=1",
        "block dport=2 priority=1; allow dport=2,3",
        "block path=/usr/bin/ priority=1; allow path=/usr/",
        "block dport!=1,2 priority=1; allow dport!=1",
        "block any priority=1 for=10m; allow dport=1",
        "allow dport=1; block dport=2",
        "allow path=/bin/a; block path=/bin/b",
        "allow dport=1; allow uid=1"
    })
    void shouldFindNothingWhereEachRuleHasItsPackets(String rules) throws RuleSyntaxException {
        assertEquals(List.of(), review(rules.split("; ")));
    }

    /** No packet's rule is one that can never win. */
    @RepeatedTest(50)
    void shouldAccuseNoRuleThatWins(RepetitionInfo repetition) throws RuleSyntaxException {
        Random random = new Random(repetition.getCurrentRepetition());
        String[] rules = new String[12];
        Arrays.setAll(rules, i -> Tables.randomRule(random));
        RuleTable table = Tables.of(rules);
        Set<Long> accused = table.review().stream().filter(one -> one.text().contains("never win")).map(RuleFinding::rule).collect(Collectors.toSet());
        RuleSet compiled = table.compile(Tables.DEFAULTS);
        for (int i = 0; i < 500; i++) {
            PacketSketch packet = Tables.randomPacket(random);
            for (long id : accused) {
                assertNotEquals("rule " + id, compiled.decide(packet).decidedBy(), () -> String.join("; ", rules));
            }
        }
    }
}
