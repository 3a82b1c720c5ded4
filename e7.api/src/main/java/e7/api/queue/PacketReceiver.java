package e7.api.queue;

import org.osgi.annotation.versioning.ProviderType;

/** Takes packets from a {@link PacketQueue}, one call each, on the thread that receives. */
@ProviderType
@FunctionalInterface
public interface PacketReceiver {
    /** Judges one packet, or keeps what it needs to answer later. Must not keep {@code packet}. */
    void packet(QueuedPacket packet);
}
