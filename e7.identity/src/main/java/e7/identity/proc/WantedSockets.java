package e7.identity.proc;

/**
 * The sockets whose holders are searched: the one that was located and, on a shared UDP port, the others that could have sent the packet
 * as well. One thread, one search.
 */
public final class WantedSockets {

    private static final String PREFIX = "socket:[";
    private static final int FIRST_DIGIT = PREFIX.length();

    private final String label;
    private final long[] inodes;
    private final boolean[] held;
    private final int count;
    private final long uid;

    private WantedSockets(String label, long[] inodes, int count, long uid) {
        this.label = label;
        this.inodes = inodes;
        this.count = count;
        this.held = new boolean[count];
        this.uid = uid;
    }

    /** One socket, which certainly sent the packet. */
    public static WantedSockets one(long inode) {
        return new WantedSockets("socket", new long[] {inode}, 1, -1);
    }

    /**
     * Several sockets, any of which may have sent the packet.
     *
     * @param label what they share, such as {@code UDP port 5353}
     * @param inodes their inodes
     * @param count how many of them count
     * @param uid the user whose socket it certainly was, or -1; the sockets of others are passed over
     */
    public static WantedSockets anyOf(String label, long[] inodes, int count, long uid) {
        return new WantedSockets(label, inodes, count, uid);
    }

    String label() {
        return label;
    }

    boolean isOne() {
        return count == 1;
    }

    /** The user whose sockets count, or -1 for all. */
    long uid() {
        return uid;
    }

    /** Which of them a descriptor's link leads to, or -1. */
    int indexOf(NativeBuffer link, int length) {
        if (length <= FIRST_DIGIT || link.bytes().get(length - 1) != ']') {
            return -1;
        }
        for (int i = 0; i < FIRST_DIGIT; i++) {
            if (link.bytes().get(i) != PREFIX.charAt(i)) {
                return -1;
            }
        }
        return indexOf(number(link, length - 1));
    }

    /** Notes that somebody holds it. */
    void markHeld(int index) {
        held[index] = true;
    }

    /** Whether there is one that nobody was seen to hold. */
    boolean hasUnheld() {
        for (boolean one : held) {
            if (!one) {
                return true;
            }
        }
        return false;
    }

    private int indexOf(long inode) {
        for (int i = 0; i < count; i++) {
            if (inodes[i] == inode) {
                return i;
            }
        }
        return -1;
    }

    private static long number(NativeBuffer link, int end) {
        long value = 0;
        for (int i = FIRST_DIGIT; i < end; i++) {
            byte digit = link.bytes().get(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }
}
