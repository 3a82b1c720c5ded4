package e7.api.identity;

/**
 * The socket that sent a packet: filled by {@link Resolver.Session#locate}, reused for the next packet, owned by one thread.
 */
public final class SocketRef {

    /** What was found. */
    public enum Kind {
        /** Nothing: whoever sent it is gone, or this resolver does not know the protocol. The process is unknown. */
        NONE,
        /** One socket that a process holds: {@link SocketRef#inode()} is its inode. */
        HELD,
        /** A socket without a holder: its process closed it, and the kernel still sends what was left in it. */
        ORPHAN,
        /**
         * A connection that nobody has accepted yet, in its handshake: its listener's, which {@link Resolver.Session#findListener} finds. The
         * user is the listener's.
         */
        UNACCEPTED,
        /** Several sockets could have sent it, or the kernel's user and the socket's differ. The process is unknown. */
        AMBIGUOUS,
        /** No socket sends such packets: they are the kernel's own. */
        KERNEL
    }

    private Kind kind = Kind.NONE;
    private long cookie;
    private long inode;
    private long uid = -1;
    private long note;
    private long listener;
    private String reason = "";

    /** What was found. */
    public Kind kind() {
        return kind;
    }

    /** The kernel's number for this socket, never used again before a reboot; 0 where the kernel gave none. */
    public long cookie() {
        return cookie;
    }

    /** The socket's inode in sockfs, 0 if it has none. Used again after the socket is gone. */
    public long inode() {
        return inode;
    }

    /** The socket's owner in this namespace's numbers, or -1. */
    public long uid() {
        return uid;
    }

    /** A number of the resolver's own, left by {@link Resolver.Session#locate} for {@link Resolver.Session#identify}; otherwise 0. */
    public long note() {
        return note;
    }

    /**
     * While nobody has accepted this connection: the cookie of the listener that answers for it, whose inode and uid these are, or, where it
     * may be any of several, a number that stands for just those. Else 0.
     */
    public long listener() {
        return listener;
    }

    /** Says that a connection is not accepted yet; after {@link #found} with the listener's inode and uid, which clears it. */
    public void heldByListener(long newListener) {
        listener = newListener;
    }

    /** Why the kind is {@link Kind#NONE} or {@link Kind#AMBIGUOUS}; a constant, to be shown. */
    public String reason() {
        return reason;
    }

    /** Sets all fields for a socket that was found. */
    public void found(Kind newKind, long newCookie, long newInode, long newUid) {
        kind = newKind;
        cookie = newCookie;
        inode = newInode;
        uid = newUid;
        note = 0;
        listener = 0;
        reason = "";
    }

    /** Leaves a number for {@link Resolver.Session#identify}; after {@link #found}, which clears it. */
    public void leave(long newNote) {
        note = newNote;
    }

    /** Sets all fields for a packet whose socket was not found, with a constant reason. */
    public void notFound(Kind newKind, String newReason) {
        kind = newKind;
        cookie = 0;
        inode = 0;
        uid = -1;
        note = 0;
        listener = 0;
        reason = newReason;
    }

    /** Copies another reference's values, for a packet that is parked. */
    public void copyFrom(SocketRef other) {
        kind = other.kind;
        cookie = other.cookie;
        inode = other.inode;
        uid = other.uid;
        note = other.note;
        listener = other.listener;
        reason = other.reason;
    }
}
