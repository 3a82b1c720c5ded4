package e7.api.queue;

/**
 * The queues of the kernel that packets are spread over by who sends them, so that he who floods one does not fill the others'.
 *
 * <pre>
 *    index 0     root's
 *          1     of no user, such as the kernel's, leaving this host
 *          2     of no user, staying within this host: what a user's flood on the loopback interface is answered with
 *          3     of users from 65536 on, among whom are the subordinate ids that an ordinary user may have thousands of
 *          4...  of all other users, by the lowest bits of their number
 * </pre>
 *
 * @param first number of the first queue; the others follow it
 * @param shared how many the ordinary users share: a power of two, 1 to 64
 */
public record QueueRange(int first, int shared) {
    /** Index of root's. */
    public static final int ROOT = 0;
    /** Index of that of no user, by a wire. */
    public static final int NO_USER = 1;
    /** Index of that of no user, within this host. */
    public static final int NO_USER_WITHIN = 2;
    /** Index of that of users from 65536 on. */
    public static final int HIGH_USERS = 3;
    /** Index of the first of those that ordinary users share. */
    public static final int USERS = 4;

    private static final int MOST_SHARED = 64;
    private static final int LAST_NUMBER = 0xffff;

    /** Checks the ranges. */
    public QueueRange {
        if (shared < 1 || shared > MOST_SHARED || Integer.bitCount(shared) != 1) {
            throw new IllegalArgumentException("queues must be a power of two from 1 to " + MOST_SHARED + ": queues=" + shared);
        }
        if (first < 0 || first + USERS + shared - 1 > LAST_NUMBER) {
            throw new IllegalArgumentException(
                    "queue must be from 0 to " + (LAST_NUMBER - USERS - shared + 1) + ", as " + (USERS + shared) + " are taken: queue=" + first);
        }
    }

    /** How many there are. */
    public int count() {
        return USERS + shared;
    }

    /** The number of the queue of that index. */
    public int number(int index) {
        return first + index;
    }

    /** Whose packets go to the queue of that index, for people. */
    public String whose(int index) {
        return switch (index) {
            case ROOT -> "root";
            case NO_USER -> "no user";
            case NO_USER_WITHIN -> "no user, within this host";
            case HIGH_USERS -> "users from 65536 on";
            default -> shared == 1 ? "all other users" : "users whose number modulo " + shared + " is " + (index - USERS);
        };
    }
}
