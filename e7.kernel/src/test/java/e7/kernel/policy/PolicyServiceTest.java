package e7.kernel.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Journal;
import e7.api.engine.PluginInfo;
import e7.api.engine.PolicyException;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.Match;
import e7.api.rule.RuleInfo;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeProvider;
import e7.kernel.fakes.FakeReference;
import e7.kernel.fakes.WallClock;
import e7.kernel.flag.Mode;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.RunFigures;
import e7.kernel.pipeline.Pipeline;
import e7.kernel.pipeline.PipelineObserver;
import e7.kernel.pipeline.PipelineReader;
import e7.kernel.pipeline.Pipelines;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyServiceTest {

    private final Pipelines pipelines = new Pipelines();
    private final EventLog events = new EventLog();
    private final PolicyService policy = new PolicyService(pipelines, events, new RunFigures());
    private final FakeProvider provider = new FakeProvider();

    @BeforeEach
    void bind() {
        policy.bindProvider(provider, provider.reference());
    }

    @AfterEach
    void deactivate() {
        policy.deactivate();
    }

    private String decidedBy(int port) {
        return pipelines.current().rules().decide(new PacketSketch().destinationPort(port)).decidedBy();
    }

    private RuleInfo rule(long id) {
        return policy.rules().stream().filter(rule -> rule.id() == id).findFirst().orElseThrow();
    }

    private String flag(String name) {
        return policy.flags().stream().filter(flag -> flag.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void shouldApplyAllStatementsAsOneChange() throws PolicyException {
        long generation = pipelines.current().generation();
        List<String> said = policy.apply(List.of("# rules", "block dport=1", "", "e7:set unkrule reject", "mode observe"));
        assertEquals(List.of("", "rule 1: block dport=1", "", "unkrule is reject", "mode is observe"), said);
        assertEquals(generation + 1, pipelines.current().generation());
        assertEquals("rule 1", decidedBy(1));
        assertEquals("unkrule=reject", decidedBy(2));
        assertEquals(Mode.OBSERVE, pipelines.current().flags().mode());
    }

    @Test
    void shouldApplyNothingWhenOneStatementIsWrong() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        for (String wrong : List.of("allow nosuch=1", "set fail maybe", "enable now", "deny dport=1", "ask dport=1", "clear 99", "allow \"", "set fail")) {
            Pipeline before = pipelines.current();
            List<RuleInfo> rules = policy.rules();
            PolicyException thrown = assertThrows(
                    PolicyException.class, () -> policy.apply(List.of("allow dport=2", "clear 1", "set fail allow", wrong, "block dport=3")));
            assertEquals(3, thrown.index(), wrong);
            assertSame(before, pipelines.current());
            assertEquals(rules, policy.rules());
            assertEquals("block", flag("fail"));
        }
    }

    @Test
    void shouldSayWhatWouldBeRefusedAndChangeNothing() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        Pipeline before = pipelines.current();
        List<String> statements = List.of("block dport=2", "allow nosuch=1", "", "clear dport=2", "clear dport=2", "set fail maybe", "allow \"");
        List<String> faults = policy.check(statements);
        assertEquals(
                List.of("", "no plugin offers the criterion 'nosuch'; there are dport, path", "", "", "no rule to clear: dport=2",
                        "the flag fail takes allow, block, reject, not 'maybe'", "a double quote is not closed: allow \""),
                faults);
        assertSame(before, pipelines.current());
        policy.apply(List.of("block dport=2", "clear dport=2"));
    }

    @Test
    void shouldTakeACommandFileOfEftirlitSevenAsItIs() throws PolicyException {
        FakeProvider protocols = new FakeProvider();
        policy.bindProvider(protocols, new FakeReference<>(CriterionProvider.CRITERION, new String[] {"protocol"}, 0));
        policy.apply(List.of("block dport=1"));
        List<String> said = policy.apply("""
                clear
                # what the resolver needs
                allow 17 /nosuch/systemd-resolved
                allow any "/nosuch/a program"
                allow /nosuch/firefox/firefox     # either protocol
                block 6 /nosuch/bin/

                block any /nosuch/games/
                allow 17
                clear 17 /nosuch/systemd-resolved
                clear block
                set unkrule block
                set unkproc allow
                set norule enabled
                set drops disabled
                set mode block
                enable
                """.lines().toList());
        assertEquals(
                List.of("allow path=kernel name=kernel", "allow \"path=/nosuch/a program\"", "allow path=/nosuch/firefox/firefox", "allow protocol=17"),
                policy.rules().stream().sorted(Comparator.comparing(RuleInfo::id)).map(RuleInfo::text).toList());
        assertTrue(said.contains("norule is on") && said.contains("drops is off"), said::toString);
        assertEquals("block allow on off enabled", String.join(" ", flag("unkrule"), flag("unkproc"), flag("norule"), flag("drops"), flag("mode")));
    }

    @Test
    void shouldChangeNothingWhenAnObserverRefuses() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        Pipeline before = pipelines.current();
        PipelineObserver refusing = new PipelineObserver() {
            @Override
            public void beforePublishing(Pipeline old, Pipeline next) throws IOException {
                throw new IOException("the hook will not");
            }
        };
        pipelines.observe(refusing);
        PolicyException thrown = assertThrows(PolicyException.class, () -> policy.apply(List.of("allow dport=2", "disable")));
        assertEquals("the hook will not", thrown.getMessage());
        assertSame(before, pipelines.current());
        assertEquals(2, policy.rules().size());
        assertEquals("enabled", flag("mode"));
        pipelines.ignore(refusing);
        policy.apply(List.of("allow dport=2"));
        assertEquals("rule 2", decidedBy(2));
    }

    @Test
    void shouldSuspendRulesWhileTheirPluginIsAway() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        long generation = pipelines.current().generation();
        policy.unbindProvider(provider);
        assertTrue(rule(1).isSuspended());
        assertEquals("fail=block", decidedBy(1));
        assertTrue(pipelines.current().generation() > generation);
        assertTrue(pipelines.current().holdUntil() - System.nanoTime() > 0, "packets are held for a plugin that may be being replaced");
        FakeProvider next = new FakeProvider();
        policy.bindProvider(next, next.reference());
        assertFalse(rule(1).isSuspended());
        assertEquals("rule 1", decidedBy(1));
    }

    @Test
    void shouldMakeOnlyTheCriteriaOfThePluginThatComesOrGoes() throws PolicyException {
        policy.apply(List.of("block dport=1", "block dport!=2 path=/bin/a", "allow path=/bin/a"));
        Pipeline before = pipelines.current();
        FakeProvider other = new FakeProvider();
        FakeReference<CriterionProvider> reference = new FakeReference<>(CriterionProvider.CRITERION, "other", 0);
        int parsed = provider.parsed();
        policy.bindProvider(other, reference);
        policy.unbindProvider(other);
        assertEquals(parsed, provider.parsed());
        assertTrue(pipelines.current().generation() > before.generation());
        assertEquals("rule 1", decidedBy(1));
        policy.unbindProvider(provider);
        policy.bindProvider(provider, provider.reference());
        assertEquals(parsed + 2, provider.parsed());
        assertEquals("rule 1", decidedBy(1));
    }

    @Test
    void shouldLetTheHigherRankingPluginHaveTheName() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        FakeProvider better = new FakeProvider().answering((packet, port) -> Match.NO);
        policy.bindProvider(better, new FakeReference<>(CriterionProvider.CRITERION, new String[] {"dport", "path"}, 5));
        assertEquals("unkrule=allow", decidedBy(1));
        policy.unbindProvider(better);
        assertEquals("rule 1", decidedBy(1));
        policy.unbindProvider(better);
        assertEquals("rule 1", decidedBy(1));
    }

    @Test
    void shouldNotReturnFromUnbindWhileAPacketAsksThePlugin() throws Exception {
        policy.apply(List.of("block dport=1"));
        PipelineReader reader = pipelines.register("reader", () -> true, () -> {});
        Pipeline used = reader.enter();
        Thread unbinding = new Thread(() -> policy.unbindProvider(provider));
        unbinding.start();
        Await.until("the pipeline without the plugin", () -> pipelines.current() != used);
        assertTrue(unbinding.isAlive());
        assertEquals("rule 1", used.rules().decide(new PacketSketch().destinationPort(1)).decidedBy());
        reader.exit();
        unbinding.join(2000);
        assertFalse(unbinding.isAlive());
        assertEquals(List.of(), pipelines.uncleanRemovals());
    }

    @Test
    void shouldTakeOutAPluginThatGoesOnFailing() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        List<FakeProvider.Answer> faults = List.of(
                (packet, port) -> null,
                (packet, port) -> {
                    throw new IllegalStateException("broken");
                },
                (packet, port) -> {
                    throw new AssertionError("broken");
                },
                (packet, port) -> {
                    throw new IOException("checked, from another language");
                });
        for (int i = 0; i < 16; i++) {
            assertEquals(i, policy.pluginInfos().get(0).faults());
            assertEquals("active", policy.pluginInfos().get(0).state());
            provider.answering(faults.get(i % faults.size()));
            assertThrows(PluginFault.class, () -> decidedBy(1));
        }
        Await.until("the plugin is taken out", () -> rule(1).isSuspended());
        assertEquals("fail=block", decidedBy(1));
        PluginInfo info = policy.pluginInfos().get(0);
        assertEquals("taken out after 16 faults", info.state());
        Await.until("the event", () -> events.after(-1).stream().map(Journal.Event::text).anyMatch("criterion dport (gone): taken out after 16 faults"::equals));
    }

    @Test
    void shouldGiveAPluginThatComesAnewANewRecord() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        provider.answering((packet, port) -> null);
        for (int i = 0; i < 16; i++) {
            assertThrows(PluginFault.class, () -> decidedBy(1));
        }
        Await.until("the plugin is taken out", () -> rule(1).isSuspended());
        policy.unbindProvider(provider);
        policy.bindProvider(provider.answering(FakeProvider.HONEST), provider.reference());
        assertEquals("rule 1", decidedBy(1));
        assertEquals(0, policy.pluginInfos().get(0).faults());
    }

    @Test
    void shouldSayThatAPluginFailedWhenItIsAskedToExplain() throws Exception {
        policy.apply(List.of("block dport=1"));
        assertEquals("rule 1 wins: block dport=1", policy.explain("dport=1").reason());
        provider.answering((packet, port) -> null);
        assertEquals(
                "a plugin failed on this packet, so the flag fail decides: fail=block",
                assertThrows(RuleSyntaxException.class, () -> policy.explain("dport=1")).getMessage());
    }

    @Test
    void shouldSuspendARuleWhoseNextPluginDoesNotUnderstandIt() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        policy.unbindProvider(provider);
        FakeProvider broken = new FakeProvider() {
            @Override
            public Criterion parse(String name, List<String> values) {
                throw new IllegalStateException("broken");
            }
        };
        policy.bindProvider(broken, broken.reference());
        assertEquals("the plugin of dport= failed on '1': java.lang.IllegalStateException: broken", rule(1).suspended());
        assertEquals(1, policy.pluginInfos().get(0).faults());
        assertThrows(PolicyException.class, () -> policy.apply(List.of("block dport=2")));
    }

    @Test
    void shouldEndARuleWithItsTime() throws PolicyException {
        policy.apply(List.of("block dport=1 for=1s", "block dport=2 for=1h"));
        assertEquals("rule 1", decidedBy(1));
        Await.until("the rule ends", () -> policy.rules().size() == 2);
        assertEquals("unkrule=allow", decidedBy(1));
        assertEquals("rule 2", decidedBy(2));
    }

    @Test
    void shouldMakeANewGenerationWhenAnAnswerChangesByItself() throws PolicyException {
        Instant boundary = Instant.now().plusMillis(300);
        provider.validUntil(now -> now.isBefore(boundary) ? boundary : Instant.MAX);
        policy.apply(List.of("block dport=1"));
        Pipeline before = pipelines.current();
        assertTrue(before.rules().mayRemember());
        Await.until("another generation", () -> pipelines.current().generation() > before.generation());
        assertFalse(Instant.now().isBefore(boundary));
        assertFalse(before.rules().mayRemember());
        assertTrue(pipelines.current().rules().mayRemember());
        assertEquals("rule 1", decidedBy(1));
    }

    @Test
    void shouldMakeANewGenerationWhenTheClockIsSetOnOrBack() throws PolicyException {
        WallClock clock = new WallClock();
        PolicyService timed = Binding.policy(pipelines, events, clock);
        timed.bindProvider(provider.validUntil(now -> now.plusSeconds(3600)), provider.reference());
        timed.apply(List.of("block dport=1"));
        for (int hours : new int[] {2, -1, 24, -24}) {
            Pipeline before = pipelines.current();
            assertTrue(before.rules().mayRemember());
            clock.pass(Duration.ofHours(hours));
            assertFalse(before.rules().mayRemember());
            Await.until("another generation", () -> pipelines.current().generation() > before.generation());
            assertTrue(pipelines.current().rules().mayRemember());
        }
        timed.deactivate();
    }

    @Test
    void shouldMakeANewGenerationWhenAPluginSaysThatItsAnswersAreOthers() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        long generation = pipelines.current().generation();
        provider.tellChange();
        provider.tellChange();
        Await.until("another generation", () -> pipelines.current().generation() == generation + 1);
        provider.tellChange();
        Await.until("yet another", () -> pipelines.current().generation() == generation + 2);
        assertEquals("rule 1", decidedBy(1));
    }

    @Test
    void shouldHeedNoPluginThatIsGone() throws Exception {
        policy.unbindProvider(provider);
        long generation = pipelines.current().generation();
        provider.tellChange();
        Thread.sleep(100);
        assertEquals(generation, pipelines.current().generation());
    }

    @Test
    void shouldRememberNothingWhenAPluginCannotSayUntilWhen() throws PolicyException {
        provider.validUntil(now -> null);
        policy.apply(List.of("block dport=1"));
        assertFalse(pipelines.current().rules().mayRemember());
        assertFalse(pipelines.current().rules().isOutlived(), "or there would be a new generation each second");
        assertEquals(1, policy.pluginInfos().get(0).faults());
    }

    @Test
    void shouldTakeAnEndBeyondAllReckoning() throws PolicyException {
        assertEquals(1, policy.apply(List.of("block dport=1 until=+999999999-12-31T23:59")).size());
        assertEquals("rule 1", decidedBy(1));
    }

    @Test
    void shouldTellChangesUnlessThatIsSwitchedOff() throws PolicyException {
        policy.apply(List.of("block dport=1"));
        policy.apply(List.of("set rchngq off"));
        policy.apply(List.of("block dport=2"));
        List<String> told = events.after(-1).stream().filter(event -> event.kind().equals("rule")).map(Journal.Event::text).toList();
        assertEquals(List.of("rule 1: block dport=1"), told);
    }

    @Test
    void shouldListFiguresAmongTheFlags() {
        assertEquals("0", flag("uptime"));
        assertNotEquals("", flag("qpackets"));
        assertTrue(policy.criteria().contains("dport  the port"));
    }
}
