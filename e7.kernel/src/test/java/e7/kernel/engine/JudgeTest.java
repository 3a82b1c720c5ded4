package e7.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.ProcessIdentity;
import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.identity.SocketRef.Kind;
import e7.api.packet.Packet;
import e7.api.queue.Verdict;
import e7.api.rule.Match;
import e7.kernel.fakes.Allocations;
import e7.kernel.fakes.FakeProvider;
import e7.kernel.fakes.FakeResolver;
import e7.kernel.fakes.RawPacket;
import e7.kernel.fakes.WallClock;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.packet.PacketDecoder;
import e7.kernel.pipeline.Pipeline;
import e7.kernel.policy.Binding;
import e7.kernel.policy.PolicyService;
import e7.kernel.rule.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private final Rig rig = new Rig(10, 10, 1000, 1).withCaches();
    private final Judge judge = rig.parts.newJudge();
    private final SocketRef socket = new SocketRef();

    private static DecodedPacket packet(int sourcePort, int destinationPort) {
        DecodedPacket packet = new DecodedPacket(new InterfaceNames());
        PacketDecoder.decode(RawPacket.udp(sourcePort, destinationPort).uid(7), packet);
        return packet;
    }

    @Test
    void shouldNotUseARememberedVerdictOutsideOfItsTime() {
        WallClock clock = new WallClock();
        PolicyService timed = Binding.policy(rig.pipelines, rig.events, clock);
        Binding.bind(timed, rig.provider.validUntil(now -> now.plusMillis(5)));
        applyTo(timed, "block dport=53");
        // The same pipeline throughout: that a newer one comes late must not matter.
        Pipeline pipeline = pipeline();
        clock.pass(Duration.ofMillis(4));
        assertEquals("rule 1", judge.decide(pipeline, packet(1, 53)).decidedBy());
        rig.provider.answering((packet, port) -> Match.NO);
        assertEquals("rule 1", judge.decide(pipeline, packet(1, 53)).decidedBy(), "remembered");
        clock.pass(Duration.ofMillis(1));
        assertEquals("unkrule=allow", judge.decide(pipeline, packet(1, 53)).decidedBy());
        clock.pass(Duration.ofMillis(-1));
        assertEquals("rule 1", judge.decide(pipeline, packet(1, 53)).decidedBy(), "the other one was not remembered");
        clock.pass(Duration.ofMillis(-5));
        assertEquals("unkrule=allow", judge.decide(pipeline, packet(1, 53)).decidedBy(), "before its beginning");
    }

    @Test
    void shouldNotRememberAVerdictDuringWhichItsTimeEnded() {
        WallClock clock = new WallClock();
        PolicyService timed = Binding.policy(rig.pipelines, rig.events, clock);
        Binding.bind(timed, rig.provider.validUntil(now -> now.plusMillis(5)).answering((packet, port) -> {
            clock.pass(Duration.ofMillis(5));
            return Match.NO;
        }));
        applyTo(timed, "block dport=53");
        Pipeline pipeline = pipeline();
        assertEquals("unkrule=allow", judge.decide(pipeline, packet(1, 53)).decidedBy());
        clock.pass(Duration.ofMillis(-5));
        rig.provider.answering(FakeProvider.HONEST);
        assertEquals("rule 1", judge.decide(pipeline, packet(1, 53)).decidedBy());
    }

    @Test
    void shouldAnswerAtOnceWhatACriterionThatMayBlockLetItRemember() {
        rig.provider.impure();
        rig.apply("block dport=53");
        assertNull(judge.decideAtOnce(pipeline(), packet(1, 53)));
        judge.decide(pipeline(), packet(1, 53));
        assertNull(judge.decideAtOnce(pipeline(), packet(1, 53)), "its answers are not remembered unless it says so");
        rig.provider.validUntil(now -> Instant.MAX);
        rig.apply("clear", "block dport=53");
        assertNull(judge.decideAtOnce(pipeline(), packet(1, 53)));
        judge.decide(pipeline(), packet(1, 53));
        assertEquals("rule 2", judge.decideAtOnce(pipeline(), packet(1, 53)).decidedBy());
        DecodedPacket forged = new DecodedPacket(new InterfaceNames());
        PacketDecoder.decode(RawPacket.udp(1, 53).uid(7).foreignSource(true), forged);
        assertTrue(Judge.isForgery(judge.decideAtOnce(pipeline(), forged)), "what is remembered is of an honest one");
        rig.apply("mode block");
        assertEquals("mode=block", judge.decideAtOnce(pipeline(), packet(1, 54)).decidedBy());
    }

    private static void applyTo(PolicyService policy, String statement) {
        assertDoesNotThrow(() -> policy.apply(List.of(statement)));
    }

    private Pipeline pipeline() {
        Pipeline pipeline = rig.pipelines.current();
        judge.adopt(pipeline);
        return pipeline;
    }

    @Test
    void shouldNameWhatNoSocketSentWithoutASearch() {
        DecodedPacket packet = packet(1, 2);
        socket.found(Kind.KERNEL, 0, 0, -1);
        assertTrue(judge.identify(pipeline(), packet, socket, null));
        assertSame(ProcessIdentity.KERNEL, packet.process());
        assertEquals("rule 0", judge.decide(pipeline(), packet).decidedBy());
    }

    @Test
    void shouldGiveTheReasonWhereNothingCanBeKnown() {
        for (Kind kind : List.of(Kind.NONE, Kind.AMBIGUOUS)) {
            DecodedPacket packet = packet(1, 2);
            socket.notFound(kind, "because of " + kind);
            assertTrue(judge.identify(pipeline(), packet, socket, null));
            assertEquals("unknown: because of " + kind, packet.process().display());
            assertFalse(packet.process().isKnown());
        }
    }

    @Test
    void shouldSearchAHeldSocketOnceAndRememberIt() {
        Pipeline pipeline = pipeline();
        DecodedPacket packet = packet(5, 2);
        Resolver finder = judge.locate(packet, socket);
        assertSame(rig.resolver, finder);
        assertFalse(judge.identify(pipeline, packet, socket, finder));
        judge.search(pipeline, packet, socket, finder);
        assertEquals(FakeResolver.holder(5), packet.process());
        DecodedPacket next = packet(5, 3);
        judge.locate(next, socket);
        assertTrue(judge.identify(pipeline, next, socket, finder));
        assertEquals(FakeResolver.holder(5), next.process());
        assertEquals(packet.pathId(), next.pathId());
        assertEquals(1, rig.resolver.searches.get());
        DecodedPacket other = packet(6, 3);
        judge.locate(other, socket);
        assertFalse(judge.identify(pipeline, other, socket, finder));
    }

    @Test
    void shouldKeepNoMoreLongPathsInTheProcessCacheThanItsBudget() {
        String folder = "/" + "a".repeat(4000) + "/";
        FakeResolver longNamed = new FakeResolver() {
            @Override
            protected ProcessIdentity identity(long port) {
                String path = port == 1 ? "/bin/short" : folder + port;
                return new ProcessIdentity((int) port, 1, 1, 1, path, path, "p");
            }
        };
        rig.pipelines.publishResolvers(List.of(longNamed));
        Pipeline pipeline = pipeline();
        for (int port = 1; port < 1000; port++) {
            DecodedPacket packet = packet(port, 2);
            judge.search(pipeline, packet, socket, judge.locate(packet, socket));
            assertTrue(packet.process().path().endsWith(port == 1 ? "/bin/short" : "/" + port));
        }
        long[] characters = new long[1];
        pipeline.processes().forEach((key, owner) -> characters[0] += owner.process().path().length());
        assertTrue(characters[0] > 4000 && characters[0] <= 1 << 20, "characters kept: " + characters[0]);
        DecodedPacket first = packet(1, 2);
        judge.locate(first, socket);
        assertTrue(judge.identify(pipeline, first, socket, longNamed), "a path of ordinary length stays");
    }

    @Test
    void shouldSearchAgainWhenTheProcessIsNoLongerTheSame() {
        Pipeline pipeline = pipeline();
        DecodedPacket packet = packet(5, 2);
        Resolver finder = judge.locate(packet, socket);
        judge.search(pipeline, packet, socket, finder);
        rig.resolver.current(false);
        assertFalse(judge.identify(pipeline, packet, socket, finder));
        socket.found(Kind.ORPHAN, 5, 0, 7);
        assertTrue(judge.identify(pipeline, packet, socket, finder), "an orphan is whose it was");
        assertEquals(FakeResolver.holder(5), packet.process());
        socket.found(Kind.ORPHAN, 6, 0, 7);
        assertTrue(judge.identify(pipeline, packet, socket, finder));
        assertFalse(packet.process().isKnown());
    }

    /** Locates a packet as the handshake of an unaccepted connection, which is left to a worker, and searches as that does. */
    private DecodedPacket answer(int connection, int listener) {
        DecodedPacket packet = packet(connection, listener);
        Resolver finder = locateAfterAdoption(packet);
        socket.found(Kind.UNACCEPTED, connection, 0, 7);
        assertFalse(judge.identify(pipeline(), packet, socket, finder));
        judge.search(pipeline(), packet, socket, finder);
        return packet;
    }

    private ProcessIdentity orphan(int connection) {
        DecodedPacket packet = packet(connection, 1);
        Resolver finder = locateAfterAdoption(packet);
        socket.found(Kind.ORPHAN, connection, 0, 7);
        assertTrue(judge.identify(pipeline(), packet, socket, finder));
        return packet.process();
    }

    @Test
    void shouldSearchAListenerOnceForAllItsConnections() {
        assertEquals(FakeResolver.holder(80), answer(5, 80).process());
        assertEquals(FakeResolver.holder(80), answer(6, 80).process());
        assertEquals(1, rig.resolver.searches.get());
        assertEquals(FakeResolver.holder(443), answer(7, 443).process());
        assertEquals(2, rig.resolver.searches.get());
        assertEquals(FakeResolver.holder(80), orphan(5));
        assertEquals(FakeResolver.holder(80), orphan(6));
        assertEquals(FakeResolver.holder(443), orphan(7));
        assertFalse(orphan(8).isKnown());
    }

    /** A server accepts, answers and closes while an acknowledgement of its connection waits for a worker. */
    @Test
    void shouldNotForgetWhoseAConnectionIsThatIsClosedMeanwhile() {
        assertEquals(FakeResolver.holder(80), answer(5, 80).process());
        FakeResolver late = new FakeResolver() {
            @Override
            protected void locate(Packet packet, SocketRef into) {
                into.found(Kind.KERNEL, 0, 0, -1);
            }

            @Override
            protected ProcessIdentity identity(long port) {
                return ProcessIdentity.unknown("nobody holds it");
            }
        };
        rig.pipelines.publishResolvers(List.of(late));
        DecodedPacket packet = packet(5, 1);
        Resolver finder = locateAfterAdoption(packet);
        socket.found(Kind.HELD, 5, 1234, 7);
        assertFalse(judge.identify(pipeline(), packet, socket, finder));
        judge.search(pipeline(), packet, socket, finder);
        assertSame(ProcessIdentity.KERNEL, packet.process());
        assertEquals(FakeResolver.holder(80), orphan(5));
    }

    @Test
    void shouldNotRememberAListenerOfWhichItIsNotSure() {
        FakeResolver unsure = new FakeResolver() {
            @Override
            protected void findListener(Packet packet, SocketRef into) {
                into.notFound(Kind.AMBIGUOUS, "unsure");
            }
        };
        rig.pipelines.publishResolvers(List.of(unsure));
        assertEquals("unknown: unsure", answer(5, 80).process().display());
        assertFalse(orphan(5).isKnown());
        assertEquals(0, unsure.searches.get());
    }

    @Test
    void shouldSearchEveryTimeWithoutACache() {
        rig.pipelines.publishCaches(null, null);
        DecodedPacket packet = packet(5, 2);
        Resolver finder = judge.locate(packet, socket);
        assertNull(finder);
        finder = locateAfterAdoption(packet);
        judge.search(pipeline(), packet, socket, finder);
        assertFalse(judge.identify(pipeline(), packet, socket, finder));
    }

    private Resolver locateAfterAdoption(DecodedPacket packet) {
        pipeline();
        return judge.locate(packet, socket);
    }

    @Test
    void shouldRememberDecisionsOfOneGenerationOnly() {
        rig.apply("block dport=2");
        DecodedPacket packet = packet(5, 2);
        packet.process(FakeResolver.holder(5), 1);
        Decision first = judge.decide(pipeline(), packet);
        rig.provider.answering((seen, port) -> {
            throw new IllegalStateException("asked again");
        });
        assertSame(first, judge.decide(pipeline(), packet));
        rig.apply("clear", "reject dport=2");
        rig.provider.answering(FakeProvider.HONEST);
        assertNotSame(first, judge.decide(pipeline(), packet));
        assertEquals(Verdict.REJECT, Judge.verdict(pipeline(), judge.decide(pipeline(), packet)));
    }

    @Test
    void shouldGiveTheFailActionForAPluginThatFailsAndNotRememberIt() {
        rig.apply("allow dport=2", "set fail reject");
        DecodedPacket packet = packet(5, 2);
        rig.provider.answering((seen, port) -> null);
        assertEquals("fail=reject", judge.decide(pipeline(), packet).decidedBy());
        rig.provider.answering(FakeProvider.HONEST);
        assertEquals("rule 1", judge.decide(pipeline(), packet).decidedBy());
    }

    @Test
    void shouldAwaitAPluginThatMayBeBeingReplaced() {
        rig.apply("block dport=2");
        DecodedPacket packet = packet(5, 2);
        assertFalse(Judge.awaitsPlugin(pipeline(), packet));
        Binding.unbind(rig.policy, rig.provider);
        assertTrue(Judge.awaitsPlugin(pipeline(), packet));
        Binding.bind(rig.policy, rig.provider);
        assertFalse(Judge.awaitsPlugin(pipeline(), packet));
    }

    @Test
    void shouldLetTheModeComeFirst() {
        DecodedPacket packet = packet(5, 2);
        rig.apply("allow dport=2", "set fail allow", "mode block");
        assertEquals(Verdict.DROP, Judge.verdict(pipeline(), judge.decide(pipeline(), packet)));
        assertEquals(Verdict.DROP, Judge.verdict(pipeline(), Judge.failing(pipeline())), "nothing passes, whatever fail says");
        rig.apply("clear", "block dport=2", "set fail block", "mode observe");
        assertEquals("rule 2", judge.decide(pipeline(), packet).decidedBy());
        assertEquals(Verdict.ACCEPT, Judge.verdict(pipeline(), judge.decide(pipeline(), packet)));
        rig.apply("mode disabled");
        assertEquals(Verdict.ACCEPT, Judge.verdict(pipeline(), judge.decide(pipeline(), packet)));
        assertEquals(Verdict.ACCEPT, Judge.verdict(pipeline(), Judge.failing(pipeline())));
    }

    @Test
    void shouldLetNoRuleAllowAForgedSource() {
        DecodedPacket packet = new DecodedPacket(new InterfaceNames());
        PacketDecoder.decode(RawPacket.udp(5, 2).uid(7).foreignSource(true), packet);
        rig.apply("allow dport=2 priority=9");
        Decision decision = judge.decide(pipeline(), packet);
        assertEquals("forged source address", decision.decidedBy());
        assertEquals(Verdict.DROP, Judge.verdict(pipeline(), decision));
        assertTrue(Judge.isForgery(decision));
        packet.process(ProcessIdentity.KERNEL, 1);
        assertFalse(Judge.isForgery(judge.decide(pipeline(), packet)), "such as its resets for what it does not forward");
        PacketDecoder.decode(RawPacket.udp(5, 2).uid(0).foreignSource(true), packet);
        assertEquals("rule 1", judge.decide(pipeline(), packet).decidedBy(), "root may");
    }

    @Test
    void shouldAskTheNextResolverWhenOneFindsNothing() {
        FakeResolver blind = new FakeResolver() {
            @Override
            protected void locate(Packet packet, SocketRef into) {
                into.notFound(Kind.NONE, "blind");
            }
        };
        rig.pipelines.publishResolvers(List.of(blind, rig.resolver));
        DecodedPacket packet = packet(5, 2);
        assertSame(rig.resolver, locateAfterAdoption(packet));
        rig.pipelines.publishResolvers(List.of(blind));
        assertNull(locateAfterAdoption(packet));
        assertEquals("blind", socket.reason());
        assertEquals(0, rig.resolver.open.get());
        judge.close();
        assertEquals(0, blind.open.get());
    }

    @Test
    void shouldJudgeWhatTheCachesKnowWithoutAllocating() {
        rig.apply("block dport=2");
        Pipeline pipeline = pipeline();
        DecodedPacket packet = packet(5, 2);
        judge.search(pipeline, packet, socket, judge.locate(packet, socket));
        long bytes = Allocations.bytes(10_000, () -> {
            Resolver finder = judge.locate(packet, socket);
            judge.identify(pipeline, packet, socket, finder);
            Judge.verdict(pipeline, judge.decide(pipeline, packet));
        });
        assertEquals(0, bytes);
    }
}
