package e7.api.identity;

import e7.api.packet.Packet;
import java.io.Closeable;
import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds the process behind a packet. Registered as a service; the resolvers are asked in the order of their service ranking, and the
 * first that finds a socket answers. The service property {@value #NAME} names it for the administrator.
 */
@ConsumerType
public interface Resolver {

    /** Service property: a short name, such as {@code sockdiag}. */
    String NAME = "e7.resolver";

    /**
     * Opens what one thread needs: its own sockets and buffers.
     *
     * @throws IOException if the kernel refuses them; the message says which and why
     */
    Session open() throws IOException;

    /** One thread's way to the answers. Not thread-safe; closed by the thread that used it, or after that thread has ended. */
    @ConsumerType
    interface Session extends Closeable {

        /**
         * Finds the socket that sent the packet. Called on the queue thread for every packet: microseconds, and no allocation.
         *
         * @param packet the packet; its {@code process()} is not yet set
         * @param socket receives the answer, in every case
         */
        void locate(Packet packet, SocketRef socket);

        /**
         * Finds the listener of a connection of kind {@link SocketRef.Kind#UNACCEPTED}, at once followed by {@link #identify} if its owner is not
         * remembered. Called on a worker thread.
         *
         * @param packet the packet that was located
         * @param socket what it was located as; receives what it is now, which is never that kind any more
         */
        default void findListener(Packet packet, SocketRef socket) {
            socket.notFound(SocketRef.Kind.AMBIGUOUS, "its listener is not looked for");
        }

        /**
         * Finds the process that holds a socket of kind {@link SocketRef.Kind#HELD}. Called on a worker thread; may take milliseconds.
         *
         * @return the one process, or an unknown one with the reason (nobody holds it, or processes that are not of the same executable
         *     share it); never null
         */
        ProcessIdentity identify(SocketRef socket);

        /**
         * Whether this process still runs, is the same one, and still executes the same file. Called on the queue thread for every
         * packet whose socket was found in the cache: a microsecond or two, and no allocation.
         */
        boolean isCurrent(ProcessIdentity process);

        @Override
        void close();
    }
}
