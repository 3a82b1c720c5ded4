package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Explanation;
import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Action;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.kernel.fakes.Allocations;
import e7.kernel.index.Candidates;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    private static final List<Action> ACTIONS = List.of(Action.ALLOW, Action.BLOCK, Action.REJECT);

    /** A tcp packet of an unknown process; what a rule asks of its path or user is unknown. */
    private static final PacketSketch NAMELESS = new PacketSketch().protocol(6).destinationPort(1);

    private static Decision decide(RuleTable table, Packet packet) {
        return table.compile(Tables.DEFAULTS).decide(packet);
    }

    @Test
    void shouldLetTheFirstRuleThatMatchesWin() {
        RuleTable table = Tables.of("allow dport=1", "block protocol=tcp", "reject any");
        assertEquals("rule 1", decide(table, new PacketSketch().protocol(6).destinationPort(1)).decidedBy());
        assertEquals("rule 2", decide(table, new PacketSketch().protocol(6).destinationPort(2)).decidedBy());
        assertEquals("rule 3", decide(table, new PacketSketch().protocol(17).destinationPort(2)).decidedBy());
    }

    @Test
    void shouldLetTheFlagDecideWhenNoRuleMatches() {
        Decision decision = decide(Tables.of("block dport=2"), new PacketSketch().destinationPort(1));
        assertEquals("unkrule=allow", decision.decidedBy());
        assertTrue(decision.isNoRule());
    }

    @Test
    void shouldNotLetANamelessProgramThroughBesideABlockOfItsPath() {
        RuleTable table = Tables.of("block path=/usr/bin/nc", "allow udp");
        assertEquals("unkproc=block", decide(table, new PacketSketch().protocol(17)).decidedBy());
        assertEquals("rule 2", decide(table, new PacketSketch().protocol(17).process(Tables.program("/usr/bin/dig"))).decidedBy());
    }

    @Test
    void shouldNeverAllowByARuleWithAnUnknown() {
        for (String criteria : List.of("path=/bin/a", "path!=/bin/a", "uid=1", "uid!=1", "protocol=tcp uid=1")) {
            for (Action flag : ACTIONS) {
                Defaults defaults = new Defaults(flag, flag, flag, Action.BLOCK);
                Decision decision = Tables.of("allow " + criteria + " priority=9").compile(defaults).decide(new PacketSketch().protocol(6));
                assertEquals("unkrule=block", decision.decidedBy());
            }
        }
    }

    /** The winner, the rule with the unknown, which of the two comes first, what is unknown, and what its flag says. */
    @Test
    void shouldHeedUnknownsInEveryCombination() {
        for (String winner : List.of("none", "allow any", "block any", "reject any")) {
            for (Action unknown : ACTIONS) {
                for (String criterion : List.of("path=/bin/a", "uid=1", "protocol=tcp", "dport=1")) {
                    for (Action flag : ACTIONS) {
                        for (int priority : new int[] {1, -1}) {
                            check(winner, unknown, criterion, flag, priority);
                        }
                    }
                }
            }
        }
    }

    private static void check(String winner, Action unknown, String criterion, Action flag, int priority) {
        RuleTable table = Tables.of(unknown.word() + " " + criterion + " priority=" + priority);
        table = winner.equals("none") ? table : Tables.add(table, winner);
        boolean absent = criterion.startsWith("dport");
        table = absent ? table.with(Tables.CATALOG.without("dport")) : table;
        String name = absent ? "fail" : criterion.startsWith("protocol") ? "unkprot" : "unkproc";
        Defaults defaults = new Defaults(
                name.equals("fail") ? flag : Action.ALLOW,
                name.equals("unkproc") ? flag : Action.ALLOW,
                name.equals("unkprot") ? flag : Action.ALLOW,
                Action.ALLOW);
        Action winnerAction = winner.equals("none") ? Action.ALLOW : Tables.action(winner.split(" ")[0]);
        boolean before = priority > 0 || winner.equals("none");
        boolean flagDecides = before && unknown.strictness() > winnerAction.strictness() && flag.strictness() > winnerAction.strictness();
        String expected = flagDecides ? name + "=" + flag.word() : winner.equals("none") ? "unkrule=allow" : "rule 2";
        assertEquals(
                expected,
                table.compile(defaults).decide(new PacketSketch()).decidedBy(),
                () -> winner + " / " + unknown + " " + criterion + " " + flag + " " + priority);
    }

    @Test
    void shouldTakeTheStrictestFlagOfSeveralUnknowns() {
        Defaults defaults = new Defaults(Action.ALLOW, Action.ALLOW, Action.REJECT, Action.ALLOW);
        assertEquals("unkprot=reject", Tables.of("block path=/bin/a protocol=tcp").compile(defaults).decide(new PacketSketch()).decidedBy());
        assertEquals("unkprot=reject", Tables.of("block path=/bin/a", "block protocol=tcp").compile(defaults).decide(new PacketSketch()).decidedBy());
        Defaults lax = new Defaults(Action.ALLOW, Action.ALLOW, Action.ALLOW, Action.ALLOW);
        assertEquals("unkrule=allow", Tables.of("block path=/bin/a").compile(lax).decide(new PacketSketch()).decidedBy());
    }

    @Test
    void shouldLetASuspendedBlockHoldItsPlaceAgainstAnAllow() {
        RuleTable table = Tables.of("allow protocol=tcp", "block dport=1");
        assertEquals("rule 2", decide(table, NAMELESS).decidedBy());
        assertEquals("fail=block", decide(table.with(Tables.CATALOG.without("dport")), NAMELESS).decidedBy());
    }

    @Test
    void shouldAskForNoMoreThanItNeeds() {
        Criterion throwing = criterion(packet -> {
            throw new IllegalStateException("asked");
        });
        Rule first = Tables.rule(Tables.of("block protocol=tcp priority=1"), 1);
        Rule second = new Rule(2, first.text(), List.of(throwing));
        assertEquals("rule 1", new RuleSet(List.of(first, second), Tables.DEFAULTS).decide(NAMELESS).decidedBy());
    }

    @Test
    void shouldDecideWhenACriterionChangesItsAnswerMeanwhile() {
        for (Match later : Match.values()) {
            boolean[] asked = {false};
            Criterion fickle = criterion(packet -> {
                Match answer = asked[0] ? later : Match.UNKNOWN;
                asked[0] = true;
                return answer;
            });
            Rule block = new Rule(1, Tables.rule(Tables.of("block protocol=tcp"), 1).text(), List.of(fickle));
            Action action = new RuleSet(List.of(block), Tables.DEFAULTS).decide(NAMELESS).action();
            assertEquals(later == Match.NO ? Action.ALLOW : Action.BLOCK, action, "after unknown: " + later);
        }
    }

    private static Criterion criterion(Function<Packet, Match> test) {
        return new Criterion() {
            @Override
            public Match test(Packet packet) {
                return test.apply(packet);
            }

            @Override
            public Set<Facet> facets() {
                return Set.of(Facet.PROTOCOL);
            }

            @Override
            public int specificity() {
                return 0;
            }

            @Override
            public boolean isPure() {
                return false;
            }
        };
    }

    @Test
    void shouldKnowTheFacetsThatItReadsAndWhetherItIsPure() {
        RuleSet rules = Tables.of("block dport=1 path=/bin/a", "allow uid=1").compile(Tables.DEFAULTS);
        assertEquals(EnumSet.of(Facet.PATH, Facet.DESTINATION_PORT, Facet.UID), rules.facets());
        assertTrue(rules.isPure());
        Rule impure = new Rule(9, Tables.rule(Tables.of("block protocol=tcp"), 1).text(), List.of(criterion(packet -> Match.NO)));
        assertTrue(!new RuleSet(List.of(impure), Tables.DEFAULTS).isPure());
    }

    /** The rules of DESIGN once more, written without a thought of speed. */
    private static String expected(RuleSet set, Packet packet, Defaults defaults) {
        List<Rule> before = new ArrayList<>(set.inOrder());
        before.sort(Rule.PRECEDENCE);
        Rule winner = before.stream().filter(rule -> rule.test(packet) == Match.YES).findFirst().orElse(null);
        before = winner == null ? before : before.subList(0, before.indexOf(winner));
        Action action = winner == null ? defaults.unknownRule() : winner.text().action();
        String by = winner == null ? "unkrule=" + action.word() : "rule " + winner.id();
        int strictness = action.strictness();
        for (Rule rule : before) {
            if (rule.test(packet) != Match.UNKNOWN || rule.text().action().strictness() <= action.strictness()) {
                continue;
            }
            for (int i = 0; i < rule.text().criteria().size(); i++) {
                String name = rule.text().criteria().get(i).name();
                if (rule.test(i, packet) != Match.UNKNOWN) {
                    continue;
                }
                boolean absent = rule.suspended().contains("'" + name + "'");
                String flag = absent ? "fail" : name.equals("path") || name.equals("uid") ? "unkproc" : "unkprot";
                Action says = absent ? defaults.fail() : flag.equals("unkproc") ? defaults.unknownProcess() : defaults.unknownProtocol();
                if (says.strictness() > strictness) {
                    strictness = says.strictness();
                    by = flag + "=" + says.word();
                }
            }
        }
        return by;
    }

    @Test
    void shouldDecideAsTheDesignSaysAndExplainWhatItDecides() {
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            RuleTable table = Tables.empty();
            for (int rules = random.nextInt(6); rules > 0; rules--) {
                table = Tables.add(table, Tables.randomRule(random));
            }
            table = random.nextBoolean() ? table.with(Tables.CATALOG.without("dport")) : table;
            Defaults defaults = new Defaults(any(random), any(random), any(random), any(random));
            RuleSet set = table.compile(defaults);
            for (int j = 0; j < 10; j++) {
                Packet packet = Tables.randomPacket(random);
                Decision decision = set.decide(packet);
                assertEquals(expected(set, packet, defaults), decision.decidedBy(), () -> set.inOrder().stream().map(Rule::text).toList().toString());
                assertExplains(set, packet, decision);
            }
        }
    }

    private static Action any(Random random) {
        return ACTIONS.get(random.nextInt(ACTIONS.size()));
    }

    private static void assertExplains(RuleSet set, Packet packet, Decision decision) {
        Explanation explanation = new Explainer(set, packet).explain();
        assertEquals(decision.action(), explanation.action());
        assertTrue(explanation.reason().contains(decision.decidedBy()), explanation.reason());
        assertEquals(set.inOrder().size(), explanation.candidates().size());
        long winners = explanation.candidates().stream().filter(candidate -> candidate.outcome().equals("wins")).count();
        assertEquals(decision.ruleId() >= 0 ? 1 : 0, winners);
        for (Explanation.Candidate candidate : explanation.candidates()) {
            assertNotEquals("", candidate.why());
        }
    }

    @Test
    void shouldAllocateNothing() {
        PacketSketch known = new PacketSketch().protocol(17).destinationPort(2).process(Tables.program("/bin/b"));
        RuleSet paths = Tables.of("block path=/bin/a", "block path=/usr/bin/").compile(Tables.DEFAULTS);
        Candidates candidates = new Candidates();
        assertEquals(0, Allocations.bytes(20_000, () -> paths.decide(known, candidates).count()));
        assertEquals(0, Allocations.bytes(20_000, () -> paths.decide(NAMELESS, candidates).count()));
    }
}
