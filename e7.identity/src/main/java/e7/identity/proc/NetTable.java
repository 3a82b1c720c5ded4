package e7.identity.proc;

import java.io.Closeable;
import java.nio.ByteBuffer;

/**
 * Reads one of the tables {@code raw}, {@code raw6}, {@code icmp} and {@code icmp6} of /proc/net: the sockets that sock_diag does not
 * tell of on many kernels. One line a socket, behind a heading:
 *
 * <pre>
 *     sl  local_address     rem_address       st tx_queue:rx_queue tr:tm-&gt;when       retrnsmt  uid  timeout inode ...
 *     1:  00000000:0001     00000000:0000     07 00000000:00000000 00:00000000       00000000  0    0       12345 ...
 * </pre>
 *
 * <p>The number behind the local address, in hexadecimal, is the protocol of a raw socket and the identifier of a ping socket. The file
 * stays open and with it the network namespace of the thread that opened it. Owned by one thread; reading allocates nothing.
 */
public final class NetTable implements Closeable {

    private static final int UID_FIELD = 7;
    private static final int INODE_FIELD = 9;

    private final NativeBuffer buffer;
    private final int descriptor;
    private int end;
    private int next;
    private int number;
    private long uid;
    private long inode;

    /**
     * Opens a table. One that the kernel does not have (no IPv6) is empty.
     *
     * @param name the file's name
     * @param capacity how many bytes of it are read at most; a line has 100 to 200
     */
    public NetTable(String name, int capacity) {
        buffer = new NativeBuffer(capacity);
        // Not /proc/net, which is the network namespace of the process's first thread.
        NativeBuffer path = NativeBuffer.constant("/proc/thread-self/net/" + name);
        descriptor = Libc.open(path.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
    }

    /** Reads the table anew; false if it has more lines than there is room for, and is not to be used. */
    public boolean read() {
        end = 0;
        next = 0;
        while (descriptor >= 0) {
            int room = buffer.capacity() - end;
            if (room == 0) {
                return false;
            }
            int count = (int) Libc.pread(descriptor, buffer.address() + end, room, end);
            if (count <= 0) {
                break;
            }
            end += count;
        }
        skipLine();
        return true;
    }

    /** Goes to the next socket; false at the end. A line that cannot be read is passed over. */
    public boolean nextSocket() {
        while (next < end) {
            boolean whole = parse(buffer.bytes());
            skipLine();
            if (whole) {
                return true;
            }
        }
        return false;
    }

    /** A raw socket's protocol, a ping socket's identifier. */
    public int number() {
        return number;
    }

    /** The socket's user in this namespace's numbers. */
    public long uid() {
        return uid;
    }

    /** The socket's inode in sockfs. */
    public long inode() {
        return inode;
    }

    /** Puts a text in the place of what the kernel wrote, for tests. */
    void load(String text) {
        buffer.path(text);
        end = buffer.length();
        next = 0;
        skipLine();
    }

    private void skipLine() {
        while (next < end && buffer.bytes().get(next) != '\n') {
            next++;
        }
        next++;
    }

    private boolean parse(ByteBuffer bytes) {
        int at = next;
        for (int field = 0; field <= INODE_FIELD; field++) {
            while (at < end && bytes.get(at) == ' ') {
                at++;
            }
            int start = at;
            while (at < end && bytes.get(at) > ' ') {
                at++;
            }
            // The inode is not the last field: one that nothing follows was cut short.
            if (start == at || at >= end) {
                return false;
            }
            switch (field) {
                case 1 -> number = hexBehindColon(bytes, start, at);
                case UID_FIELD -> uid = decimal(bytes, start, at);
                case INODE_FIELD -> inode = decimal(bytes, start, at);
                default -> { }
            }
        }
        return number >= 0 && uid >= 0 && inode >= 0;
    }

    private static int hexBehindColon(ByteBuffer bytes, int start, int stop) {
        int value = -1;
        for (int at = start; at < stop; at++) {
            byte character = bytes.get(at);
            if (character == ':') {
                value = 0;
            } else if (value >= 0) {
                int digit = Character.digit(character, 16);
                if (digit < 0) {
                    return -1;
                }
                value = value << 4 | digit;
            }
        }
        return value;
    }

    private static long decimal(ByteBuffer bytes, int start, int stop) {
        long value = 0;
        for (int at = start; at < stop; at++) {
            byte digit = bytes.get(at);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }

    @Override
    public void close() {
        if (descriptor >= 0) {
            Libc.close(descriptor);
        }
    }
}
