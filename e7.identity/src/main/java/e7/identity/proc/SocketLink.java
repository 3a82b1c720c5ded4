package e7.identity.proc;

import java.nio.ByteBuffer;

/** What the link of a descriptor that is a socket reads as: {@code socket:[12345]}, the number being its inode in sockfs. */
final class SocketLink {

    private static final String PREFIX = "socket:[";

    private SocketLink() {
    }

    /** The inode, or -1 if it is something else or cut short. Allocates nothing. */
    static long inode(ByteBuffer link, int length) {
        int end = length - 1;
        if (end <= PREFIX.length() || link.get(end) != ']') {
            return -1;
        }
        for (int i = 0; i < PREFIX.length(); i++) {
            if (link.get(i) != PREFIX.charAt(i)) {
                return -1;
            }
        }
        long value = 0;
        for (int i = PREFIX.length(); i < end; i++) {
            byte digit = link.get(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }
}
