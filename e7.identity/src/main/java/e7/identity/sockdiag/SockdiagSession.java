package e7.identity.sockdiag;

import e7.api.identity.ProcessIdentity;
import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.identity.SocketRef.Kind;
import e7.api.packet.Packet;
import e7.identity.proc.ProcSnapshots;
import e7.identity.proc.ProcessWatch;
import e7.identity.proc.SocketHolders;
import e7.identity.proc.WantedSockets;
import e7.netlink.sockdiag.SocketDiagnosis;
import java.io.IOException;

/** One thread's netlink socket, open tables and buffers, and the way a packet takes through them. */
final class SockdiagSession implements Resolver.Session {

    private static final String NO_PROTOCOL = "its protocol could not be read";
    private static final String CHOSEN_REPORT = "it reports multicast groups or sources that any process may have chosen";
    private static final String MANY_LISTENERS = "too many sockets listen on its port, or they keep changing";

    private final SocketDiagnosis diagnosis;
    private final TransportLocator transport;
    private final UdpRivals rivals;
    private final Listeners listeners;
    private final RawLocator raw = new RawLocator();
    private final ProcessWatch watch;
    private final SocketHolders holders;

    private SockdiagSession(SocketDiagnosis diagnosis, ProcSnapshots snapshots) throws IOException {
        this.diagnosis = diagnosis;
        transport = new TransportLocator(new NetlinkLookup(diagnosis));
        rivals = new UdpRivals(diagnosis);
        listeners = new Listeners(diagnosis);
        watch = new ProcessWatch();
        holders = new SocketHolders(snapshots);
    }

    /** Opens a session in the calling thread's network namespace. */
    static SockdiagSession open(ProcSnapshots snapshots) throws IOException {
        SocketDiagnosis diagnosis = SocketDiagnosis.open();
        try {
            return new SockdiagSession(diagnosis, snapshots);
        } catch (IOException | RuntimeException e) {
            diagnosis.close();
            throw e;
        }
    }

    @Override
    public void locate(Packet packet, SocketRef socket) {
        switch (packet.protocol()) {
            case KernelPackets.TCP, KernelPackets.UDP, KernelPackets.UDPLITE -> transport.locate(packet, socket);
            case Packet.UNKNOWN -> socket.notFound(Kind.NONE, NO_PROTOCOL);
            default -> {
                if (KernelPackets.isKernelMessage(packet)) {
                    socket.found(Kind.KERNEL, 0, 0, -1);
                } else if (KernelPackets.isChosenReport(packet)) {
                    socket.notFound(Kind.NONE, CHOSEN_REPORT);
                } else {
                    raw.locate(packet, socket);
                }
            }
        }
    }

    @Override
    public void findListener(Packet packet, SocketRef socket) {
        long connection = socket.cookie();
        boolean isKnown = listeners.read(packet);
        transport.locate(packet, socket);
        if (socket.kind() != Kind.UNACCEPTED) {
            return;
        }
        if (isKnown && socket.cookie() == connection) {
            listeners.answerFor(socket);
        } else {
            socket.notFound(Kind.AMBIGUOUS, MANY_LISTENERS);
        }
    }

    @Override
    public ProcessIdentity identify(SocketRef socket) {
        if (socket.kind() != Kind.HELD) {
            return ProcessIdentity.unknown("nobody holds the socket");
        }
        if (socket.listener() != 0) {
            WantedSockets wanted = listeners.of(socket);
            return wanted != null ? holders.identify(wanted) : ProcessIdentity.unknown("its listener was looked for long ago");
        }
        WantedSockets wanted = rivals.of(socket);
        return wanted != null
                ? holders.identify(wanted)
                : ProcessIdentity.unknown("too many sockets share " + UdpRivals.label(socket));
    }

    @Override
    public boolean isCurrent(ProcessIdentity process) {
        return watch.isCurrent(process);
    }

    @Override
    public void close() {
        diagnosis.close();
        raw.close();
        watch.close();
    }
}
