package e7.netlink.sockdiag;

/** The sockets that a dump found, as far as there is room; used again for the next one. Owned by one thread. */
public final class SocketList {

    private final long[] inodes;
    private final long[] cookies;
    private int found;

    /** An empty one with room for so many. */
    public SocketList(int capacity) {
        inodes = new long[capacity];
        cookies = new long[capacity];
    }

    /** How many were found; more than there are here if there was no room for all. */
    public int found() {
        return found;
    }

    /** Whether all that were found are here. */
    public boolean isComplete() {
        return found <= inodes.length;
    }

    /** The inode of one of them. */
    public long inode(int index) {
        return inodes[index];
    }

    /** The cookie of one of them. */
    public long cookie(int index) {
        return cookies[index];
    }

    void clear() {
        found = 0;
    }

    void add(long inode, long cookie) {
        if (found < inodes.length) {
            inodes[found] = inode;
            cookies[found] = cookie;
        }
        found++;
    }
}
