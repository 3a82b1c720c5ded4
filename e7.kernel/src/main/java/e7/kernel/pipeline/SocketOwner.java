package e7.kernel.pipeline;

import e7.api.identity.ProcessIdentity;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * What the process cache remembers of a socket. Immutable but for the claim to refresh it.
 *
 * <p>Whether the process still runs the same file is asked for every packet. Whether another process has come to share the socket takes a
 * search through all of them, so it is searched again in the background after {@link #STALE_NANOS}, and packets wait for the search
 * after {@link #EXPIRED_NANOS}. An answer "unknown" is believed for {@link #UNKNOWN_NANOS} only.
 */
public final class SocketOwner {

    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long EXPIRED_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long UNKNOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final AtomicIntegerFieldUpdater<SocketOwner> CLAIMED =
            AtomicIntegerFieldUpdater.newUpdater(SocketOwner.class, "claimed");

    private final ProcessIdentity process;
    private final long pathId;
    private final long inode;
    private final long uid;
    private final long gid;
    private final long identifiedAt;

    @SuppressWarnings("unused")
    private volatile int claimed;

    /**
     * A result of a search.
     *
     * @param process who holds the socket, perhaps unknown
     * @param pathId a number that stands for the process's path in verdict keys
     * @param inode the inode whose holder was searched: the socket's, or its listener's while it was not accepted
     * @param uid the socket's user, or -1
     * @param gid the socket's group, or -1
     * @param identifiedAt {@link System#nanoTime} when the search began
     */
    public SocketOwner(ProcessIdentity process, long pathId, long inode, long uid, long gid, long identifiedAt) {
        this.process = process;
        this.pathId = pathId;
        this.inode = inode;
        this.uid = uid;
        this.gid = gid;
        this.identifiedAt = identifiedAt;
    }

    /**
     * Whether packets of a held socket may still be judged by it. A connection keeps its cookie when it is accepted and gets an inode of its
     * own then; as another process may have accepted it, its holder is searched again. Ages are compared by subtraction, right for 292 years.
     */
    public boolean isUsable(long heldInode, long now) {
        return heldInode == inode && now - identifiedAt < (process.isKnown() ? EXPIRED_NANOS : UNKNOWN_NANOS);
    }

    /** True for one caller, once it is time to search again. */
    public boolean claimRefresh(long now) {
        return now - identifiedAt > STALE_NANOS && claimed == 0 && CLAIMED.compareAndSet(this, 0, 1);
    }

    /** Who holds the socket, perhaps unknown. */
    public ProcessIdentity process() {
        return process;
    }

    /** A number that stands for the process's path in verdict keys. */
    public long pathId() {
        return pathId;
    }

    /** The socket's user, or -1. */
    public long uid() {
        return uid;
    }

    /** The socket's group, or -1. */
    public long gid() {
        return gid;
    }
}
