package e7.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Journal;
import e7.api.identity.ProcessIdentity;
import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeReference;
import e7.kernel.fakes.FakeResolver;
import e7.kernel.journal.EventLog;
import e7.kernel.pipeline.Pipelines;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResolverSetTest {

    private final Pipelines pipelines = new Pipelines();
    private final EventLog events = new EventLog();
    private final ResolverSet resolvers = new ResolverSet(pipelines, events);
    private final FakeReference<Resolver> first = new FakeReference<>(Resolver.NAME, "first", 9);
    private final FakeReference<Resolver> second = new FakeReference<>(Resolver.NAME, "second", 1);
    private final SocketRef socket = new SocketRef();

    @Test
    void shouldTakeOutAResolverThatGoesOnFailingAndAskTheNext() throws IOException {
        FakeResolver failing = new FakeResolver() {
            @Override
            protected void locate(Packet packet, SocketRef into) {
                throw new IllegalStateException("broken");
            }

            @Override
            protected ProcessIdentity identity(long port) {
                return null;
            }
        };
        resolvers.bindResolver(failing, first);
        resolvers.bindResolver(new FakeResolver(), second);
        ResolverSessions sessions = new ResolverSessions(events);
        sessions.adopt(pipelines.current().resolvers());
        Packet packet = new PacketSketch().sourcePort(5);
        Resolver guarded = pipelines.current().resolvers().get(0);
        for (int i = 0; i < 16; i++) {
            assertEquals(i, resolvers.pluginInfos().get(0).faults());
            Throwable fault = i % 2 == 0
                    ? assertThrows(IllegalStateException.class, () -> sessions.locate(packet, socket))
                    : assertThrows(IllegalStateException.class, () -> sessions.identify(guarded, socket));
            assertTrue(fault.getMessage().startsWith("resolver first (gone) failed: "), fault.getMessage());
        }
        assertEquals("taken out after 16 faults", resolvers.pluginInfos().get(0).state());
        sessions.locate(packet, socket);
        assertEquals(SocketRef.Kind.HELD, socket.kind(), "by the second, though these sessions are still the old ones");
        Await.until("the pipeline without it", () -> pipelines.current().resolvers().size() == 1);
        sessions.adopt(pipelines.current().resolvers());
        assertEquals(0, failing.open.get());
        Await.until("the event", () -> events.after(-1).stream()
                .map(Journal.Event::text)
                .anyMatch("resolver first (gone): taken out after 16 faults"::equals));
        resolvers.unbindResolver(failing, first);
        resolvers.bindResolver(failing, first);
        assertEquals(0, resolvers.pluginInfos().get(0).faults(), "who comes anew gets a new record");
        sessions.close();
    }

    @Test
    void shouldOpenAResolverLaterThatFailsToOpenAtFirst() {
        AtomicInteger refusals = new AtomicInteger(2);
        FakeResolver late = new FakeResolver() {
            @Override
            public Session open() {
                if (refusals.getAndDecrement() > 0) {
                    throw new AssertionError("not yet");
                }
                return super.open();
            }
        };
        ResolverSessions sessions = new ResolverSessions(events);
        List<Resolver> wanted = List.of(late);
        Packet packet = new PacketSketch().sourcePort(5);
        Await.until("it is open", () -> {
            sessions.adopt(wanted);
            sessions.locate(packet, socket);
            return socket.kind() == SocketRef.Kind.HELD;
        });
        assertEquals(-1, refusals.get());
        assertEquals(1, late.open.get());
        sessions.close();
    }
}
