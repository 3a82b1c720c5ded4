package e7.kernel.engine;

import e7.api.identity.ProcessIdentity;
import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.packet.Packet;
import e7.kernel.pipeline.JudgingThread;
import e7.kernel.pipeline.PluginRecord;
import java.io.IOException;
import java.util.Objects;

/**
 * A plugin's resolver, whose exceptions are counted under its name and come out as one that names it. One that has been taken out finds
 * nothing, even while threads still have the pipeline that it is in.
 */
final class GuardedResolver implements Resolver {

    private static final String TAKEN_OUT = "its resolver was taken out";

    private final Resolver resolver;
    private final PluginRecord plugin;

    GuardedResolver(Resolver resolver, PluginRecord plugin) {
        this.resolver = resolver;
        this.plugin = plugin;
    }

    PluginRecord plugin() {
        return plugin;
    }

    /** {@inheritDoc} What the kernel refuses is no fault of the plugin's. */
    @Override
    public Session open() throws IOException {
        if (plugin.isTakenOut()) {
            throw new IOException(TAKEN_OUT);
        }
        JudgingThread.enter(plugin);
        try {
            return new GuardedSession(Objects.requireNonNull(resolver.open(), "open returned null"));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw failed(e);
        } finally {
            JudgingThread.leave();
        }
    }

    private IllegalStateException failed(Throwable e) {
        plugin.countFault();
        return new IllegalStateException(plugin + " failed: " + e, e);
    }

    /** Likewise, one thread's session. */
    private final class GuardedSession implements Session {

        private final Session session;

        GuardedSession(Session session) {
            this.session = session;
        }

        @Override
        public void locate(Packet packet, SocketRef socket) {
            if (plugin.isTakenOut()) {
                socket.notFound(SocketRef.Kind.NONE, TAKEN_OUT);
                return;
            }
            JudgingThread.enter(plugin);
            try {
                session.locate(packet, socket);
            } catch (Throwable e) {
                throw failed(e);
            } finally {
                JudgingThread.leave();
            }
        }

        @Override
        public void findListener(Packet packet, SocketRef socket) {
            if (plugin.isTakenOut()) {
                socket.notFound(SocketRef.Kind.NONE, TAKEN_OUT);
                return;
            }
            JudgingThread.enter(plugin);
            try {
                session.findListener(packet, socket);
            } catch (Throwable e) {
                throw failed(e);
            } finally {
                JudgingThread.leave();
            }
        }

        @Override
        public ProcessIdentity identify(SocketRef socket) {
            if (plugin.isTakenOut()) {
                return ProcessIdentity.unknown(TAKEN_OUT);
            }
            JudgingThread.enter(plugin);
            try {
                return Objects.requireNonNull(session.identify(socket), "identify returned null");
            } catch (Throwable e) {
                throw failed(e);
            } finally {
                JudgingThread.leave();
            }
        }

        @Override
        public boolean isCurrent(ProcessIdentity process) {
            if (plugin.isTakenOut()) {
                return false;
            }
            JudgingThread.enter(plugin);
            try {
                return session.isCurrent(process);
            } catch (Throwable e) {
                throw failed(e);
            } finally {
                JudgingThread.leave();
            }
        }

        @Override
        public void close() {
            JudgingThread.enter(plugin);
            try {
                session.close();
            } catch (Throwable e) {
                throw failed(e);
            } finally {
                JudgingThread.leaveQuietly();
            }
        }
    }
}
