package e7.netlink.source;

import e7.api.queue.HookOptions;
import e7.api.queue.PacketQueue;
import e7.api.queue.PacketSource;
import e7.api.queue.QueueOptions;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import e7.netlink.Errno;
import e7.netlink.rtnetlink.Links;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The kernel's side, by way of nfnetlink_queue and nf_tables. Holds nothing open by itself: each queue is its caller's to close, and the hook
 * stays in the kernel until it is removed, so that a firewall that dies does not open.
 */
@Component
public final class NetfilterPacketSource implements PacketSource {
    private final Hook hook = new Hook();

    /** Opens nothing yet. */
    @Activate
    public NetfilterPacketSource() {}

    @Override
    public PacketQueue bind(QueueOptions options) throws IOException {
        return new QueueBinder(options).bind();
    }

    @Override
    public String setHook(HookOptions options) throws IOException {
        return hook.set(options);
    }

    @Override
    public boolean isHookIntact() throws IOException {
        return hook.isIntact();
    }

    @Override
    public void removeHook(Runnable drained) throws IOException {
        hook.remove(drained);
    }

    @Override
    public void bringLoopbackUp() throws IOException {
        try {
            Links.setUp(Links.LOOPBACK);
        } catch (NetlinkException e) {
            throw e.errno() == Errno.EPERM ? Refusal.noPrivilege(e.operation(), e.errno()) : e;
        }
    }
}
