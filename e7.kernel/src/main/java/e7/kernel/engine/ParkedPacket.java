package e7.kernel.engine;

import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.queue.PacketQueue;
import e7.api.queue.Verdict;
import e7.kernel.packet.DecodedPacket;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A packet that waits in the kernel for a worker, or the wish to search a socket's holder again for which no packet waits. Whoever claims
 * it answers it; nobody else does.
 */
final class ParkedPacket {

    private final DecodedPacket packet;
    private final SocketRef socket = new SocketRef();
    private final Resolver finder;
    private final PacketQueue queue;
    private final int id;
    private final int mark;
    private final long accountedUid;
    private final long accountedSender;
    private final long parkedAt = System.nanoTime();
    private final long deadline;
    private final AtomicBoolean claimed = new AtomicBoolean();

    private ParkedPacket(
            DecodedPacket packet, SocketRef socket, Resolver finder, PacketQueue queue, int id, int mark, long deadline) {
        this.packet = packet.copy();
        this.socket.copyFrom(socket);
        this.finder = finder;
        this.queue = queue;
        this.id = id;
        this.mark = mark;
        this.accountedUid = packet.uid() >= 0 ? packet.uid() : socket.uid();
        this.accountedSender = sender();
        this.deadline = deadline;
    }

    /** The pid; where that is not known the socket, marked by the sign; where that is not known either the user, marked by two bits. */
    private long sender() {
        if (packet.process().isKnown()) {
            return packet.process().pid();
        }
        long number = socket.cookie() != 0 ? socket.cookie() : socket.inode();
        return number != 0 ? Long.MIN_VALUE | number : Long.MIN_VALUE >> 1 | accountedUid;
    }

    /** A packet to be answered before {@code deadline}, in {@link System#nanoTime}. */
    static ParkedPacket waiting(
            DecodedPacket packet, SocketRef socket, Resolver finder, PacketQueue queue, int id, int mark, long deadline) {
        return new ParkedPacket(packet, socket, finder, queue, id, mark, deadline);
    }

    /** A wish to search again; {@code packet} itself waits for nobody. */
    static ParkedPacket refresh(DecodedPacket packet, SocketRef socket, Resolver finder, long deadline) {
        return new ParkedPacket(packet, socket, finder, null, 0, 0, deadline);
    }

    /** Whether a packet waits for this. */
    boolean awaitsVerdict() {
        return queue != null;
    }

    /** True for the first caller, who then must answer. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    boolean isClaimed() {
        return claimed.get();
    }

    /** Sends the verdict; only for who has claimed it. */
    void answer(Verdict verdict) throws IOException {
        queue.answerNow(id, verdict, mark);
    }

    DecodedPacket packet() {
        return packet;
    }

    SocketRef socket() {
        return socket;
    }

    Resolver finder() {
        return finder;
    }

    /** The user that this counts against, or -1. */
    long accountedUid() {
        return accountedUid;
    }

    /** Stands for the process that this counts against, or for the socket while its process is not known. */
    long accountedSender() {
        return accountedSender;
    }

    /** How long it may wait in all, in nanoseconds. */
    long patience() {
        return deadline - parkedAt;
    }

    boolean isOverdue(long now) {
        return now - deadline >= 0;
    }
}
