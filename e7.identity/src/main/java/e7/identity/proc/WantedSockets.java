package e7.identity.proc;

/**
 * The sockets whose holders are searched: the one that was located and, on a shared port, the others that could have sent the packet as
 * well.
 */
public final class WantedSockets {

    private final String label;
    private final long[] inodes;
    private final int count;
    private final long uid;

    private WantedSockets(String label, long[] inodes, int count, long uid) {
        this.label = label;
        this.inodes = inodes;
        this.count = count;
        this.uid = uid;
    }

    /**
     * One socket, which certainly sent the packet.
     *
     * @param uid its user, or -1
     */
    public static WantedSockets one(long inode, long uid) {
        return new WantedSockets("socket", new long[] {inode}, 1, uid);
    }

    /**
     * Several sockets, any of which may have sent the packet.
     *
     * @param label what they share, such as {@code UDP port 5353}
     * @param inodes their inodes
     * @param count how many of them count
     * @param uid the user whose sockets these are, or -1 if they may be several users'
     */
    public static WantedSockets anyOf(String label, long[] inodes, int count, long uid) {
        return new WantedSockets(label, inodes, count, uid);
    }

    String label() {
        return label;
    }

    int count() {
        return count;
    }

    long inode(int index) {
        return inodes[index];
    }

    /** The user whose sockets these are, or -1. */
    long uid() {
        return uid;
    }

    /** Which of them this is, or -1. */
    int indexOf(long inode) {
        for (int i = 0; i < count; i++) {
            if (inodes[i] == inode) {
                return i;
            }
        }
        return -1;
    }
}
