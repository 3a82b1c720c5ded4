package e7.api.queue;

import e7.api.packet.Direction;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** One packet that the kernel holds for a verdict. A flyweight over the receive buffer, valid during {@link PacketReceiver#packet}. */
@ProviderType
public interface QueuedPacket {

    /** The number to answer with; unique within its queue until it wraps at 2^32. */
    int id();

    /** The buffer that holds the packet from its network header on. Direct, big-endian; its position and limit mean nothing. */
    ByteBuffer buffer();

    /** Where the network header begins in {@link #buffer()}. */
    int offset();

    /** How many bytes of the packet are in {@link #buffer()}. */
    int captured();

    /** Length of the whole packet, at least {@link #captured()}. */
    int length();

    /** The packet's mark, E7's own bits included; to be handed back with the verdict. */
    int mark();

    /** Who began the flow, from connection tracking. */
    Direction direction();

    /** Whether connection tracking knew the flow before this packet. */
    boolean established();

    /**
     * Whether a socket without privileges sent it from an address that is none of this host's, or a link-local one that is not of the interface
     * it leaves by. True as well for the unspecified address, and between two link-local addresses of this host.
     */
    boolean foreignSource();

    /** Index of the interface it leaves by, or 0. */
    int outInterface();

    /** The sending socket's user in this namespace's numbers, or -1 where the kernel gave none. */
    long uid();

    /** The sending socket's group in this namespace's numbers, or -1 where the kernel gave none. */
    long gid();
}
