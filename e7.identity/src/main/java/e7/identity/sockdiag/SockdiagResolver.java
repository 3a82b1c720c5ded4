package e7.identity.sockdiag;

import e7.api.identity.Resolver;
import e7.identity.proc.ProcSnapshots;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/**
 * The resolver for every kernel: sock_diag names the socket, /proc its holder. Ranked last, since it sees only what is still there when a
 * packet is read.
 */
@Component(property = {Resolver.NAME + "=sockdiag", "service.ranking:Integer=-100"})
public final class SockdiagResolver implements Resolver {

    private ProcSnapshots snapshots;

    @Override
    public synchronized Session open() throws IOException {
        if (snapshots == null) {
            snapshots = new ProcSnapshots();
        }
        return SockdiagSession.open(snapshots);
    }
}
