package e7.kernel.fakes;

import e7.api.identity.ProcessIdentity;
import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.packet.Packet;
import java.util.concurrent.atomic.AtomicInteger;

/** A resolver to whom each source port is a socket, held by a process of that pid; what it does can be changed while packets flow. */
public class FakeResolver implements Resolver {

    /** How many sessions are open. */
    public final AtomicInteger open = new AtomicInteger();

    /** How many holders were searched. */
    public final AtomicInteger searches = new AtomicInteger();

    private volatile boolean current = true;
    private volatile Runnable inSearch = () -> {};

    /** Whether processes are still the same ones. */
    public void current(boolean value) {
        current = value;
    }

    /** Is run in each search, to wait or to throw. */
    public FakeResolver inSearch(Runnable value) {
        inSearch = value;
        return this;
    }

    /** The process that holds the socket of a port. */
    public static ProcessIdentity holder(long port) {
        return new ProcessIdentity((int) port, 1, 1, 1, "/bin/p" + port, "/bin/p" + port, "p");
    }

    @Override
    public Session open() {
        open.incrementAndGet();
        return new Session() {
            @Override
            public void locate(Packet packet, SocketRef socket) {
                FakeResolver.this.locate(packet, socket);
            }

            @Override
            public void findListener(Packet packet, SocketRef socket) {
                FakeResolver.this.findListener(packet, socket);
            }

            @Override
            public ProcessIdentity identify(SocketRef socket) {
                searches.incrementAndGet();
                inSearch.run();
                return identity(socket.listener() != 0 ? socket.listener() : socket.cookie());
            }

            @Override
            public boolean isCurrent(ProcessIdentity process) {
                return current;
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    /** Who holds the socket of a port; may be overridden. */
    protected ProcessIdentity identity(long port) {
        return holder(port);
    }

    /** Finds the socket of a packet; may be overridden. */
    protected void locate(Packet packet, SocketRef socket) {
        socket.found(SocketRef.Kind.HELD, packet.sourcePort(), 1000 + packet.sourcePort(), packet.uid());
    }

    /** Makes each connection that of the listener whose cookie and inode are the destination port; may be overridden. */
    protected void findListener(Packet packet, SocketRef socket) {
        socket.found(SocketRef.Kind.HELD, socket.cookie(), packet.destinationPort(), packet.uid());
        socket.heldByListener(packet.destinationPort());
    }
}
