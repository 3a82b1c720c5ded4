package e7.api.queue;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** The kernel's side of the firewall, in the network namespace that this process is in. */
@ProviderType
public interface PacketSource {

    /**
     * Binds a queue. Packets come once the hook is set.
     *
     * @throws IOException with one line for the administrator: the queue is taken by another process, or which privilege is missing
     */
    PacketQueue bind(QueueOptions options) throws IOException;

    /**
     * Sets the hook or changes it. Base chains that are there, be they an earlier run's, are kept, and the rules inside them are replaced
     * in one transaction, so that no packet is lost or unseen between.
     *
     * @return by what means, for {@code status}: {@code queue expression} or {@code NFQUEUE target (nf_tables has no queue here)}, and what
     *     else this kernel lacks
     * @throws IOException with one line for the administrator; nothing has been changed then
     */
    String setHook(HookOptions options) throws IOException;

    /** Whether both chains hold the rules that {@link #setHook} put there, at their priorities. */
    boolean isHookIntact() throws IOException;

    /**
     * Removes the hook's table. The rules go first, and then, once {@code drained} has run, the chains, since a packet that is held while its chain
     * is deleted is lost. Does nothing if there is none.
     *
     * @param drained is called between the two; returns when no packet is held any more, or too long for it
     */
    void removeHook(Runnable drained) throws IOException;

    /** Sets the loopback interface up, as a fresh network namespace has it down. */
    void bringLoopbackUp() throws IOException;
}
