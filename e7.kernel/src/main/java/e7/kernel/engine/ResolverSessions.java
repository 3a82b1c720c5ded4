package e7.kernel.engine;

import e7.api.identity.ProcessIdentity;
import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.packet.Packet;
import e7.kernel.journal.EventLog;
import e7.kernel.pipeline.GivenUp;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One thread's sessions with the resolvers in force; those that did not open are tried again. Confined to that thread. */
final class ResolverSessions implements AutoCloseable {

    private static final String RESOLVER_GONE = "its resolver is gone";
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLog events;
    private List<Resolver> resolvers = List.of();
    private Resolver.Session[] sessions = {};
    private boolean complete = true;
    private long triedAt;

    ResolverSessions(EventLog events) {
        this.events = events;
    }

    /** Closes sessions with resolvers that are gone and opens those with new ones; one that will not open is left out for now and said. */
    void adopt(List<Resolver> wanted) {
        if (wanted == resolvers && (complete || System.nanoTime() - triedAt < RETRY_NANOS)) {
            return;
        }
        Resolver.Session[] next = new Resolver.Session[wanted.size()];
        complete = true;
        for (int i = 0; i < next.length; i++) {
            Resolver.Session kept = find(wanted.get(i));
            next[i] = kept != null ? kept : open(wanted.get(i));
            complete &= next[i] != null;
        }
        triedAt = System.nanoTime();
        for (int i = 0; i < sessions.length; i++) {
            if (sessions[i] != null && !wanted.contains(resolvers.get(i))) {
                close(sessions[i]);
            }
        }
        resolvers = wanted;
        sessions = next;
    }

    private Resolver.Session open(Resolver resolver) {
        try {
            return resolver.open();
        } catch (GivenUp e) {
            throw e;
        } catch (Throwable e) {
            events.addRarely("plugin", "a resolver could not be opened, which is tried again: " + e.getMessage());
            return null;
        }
    }

    /** A session that will not close is let go: its thread has packets to judge. */
    private void close(Resolver.Session session) {
        try {
            session.close();
        } catch (Throwable e) {
            events.add("plugin", "a resolver's session could not be closed: " + e);
        }
    }

    private Resolver.Session find(Resolver resolver) {
        for (int i = 0; i < sessions.length; i++) {
            if (resolvers.get(i) == resolver) {
                return sessions[i];
            }
        }
        return null;
    }

    /** Asks one after the other; the first that finds anything answers. Returns it, or null. */
    Resolver locate(Packet packet, SocketRef socket) {
        socket.notFound(SocketRef.Kind.NONE, "no resolver is present");
        for (int i = 0; i < sessions.length; i++) {
            if (sessions[i] == null) {
                continue;
            }
            sessions[i].locate(packet, socket);
            if (socket.kind() != SocketRef.Kind.NONE) {
                return resolvers.get(i);
            }
        }
        return null;
    }

    void findListener(Resolver finder, Packet packet, SocketRef socket) {
        Resolver.Session session = find(finder);
        if (session == null) {
            socket.notFound(SocketRef.Kind.AMBIGUOUS, RESOLVER_GONE);
        } else {
            session.findListener(packet, socket);
        }
    }

    ProcessIdentity identify(Resolver finder, SocketRef socket) {
        Resolver.Session session = find(finder);
        return session == null ? ProcessIdentity.unknown(RESOLVER_GONE) : session.identify(socket);
    }

    boolean isCurrent(Resolver finder, ProcessIdentity process) {
        Resolver.Session session = find(finder);
        return session != null && session.isCurrent(process);
    }

    @Override
    public void close() {
        adopt(List.of());
    }
}
