package e7.netlink.nfqueue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One line of /proc/net/netfilter/nfnetlink_queue, the kernel's figures of a queue. Readable by the initial namespace's root only.
 *
 * <pre>number  port id  waiting  copy mode  copy range  dropped, queue full  dropped, receive buffer full  last id  1</pre>
 *
 * @param waiting packets held now
 * @param fullDrops packets dropped because the queue was full
 * @param receiverDrops packets dropped because the message could not be delivered
 */
public record QueueFigures(long waiting, long fullDrops, long receiverDrops) {
    /** What is known where the kernel does not tell. */
    public static final QueueFigures UNKNOWN = new QueueFigures(-1, -1, -1);

    private static final Path FILE = Path.of("/proc/thread-self/net/netfilter/nfnetlink_queue");
    private static final int FIELDS = 7;

    /** Reads those of a queue in the calling thread's network namespace; {@link #UNKNOWN} if they can't be read or there is no such queue. */
    public static QueueFigures read(int queue) {
        try {
            return parse(Files.readAllLines(FILE), queue);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    static QueueFigures parse(List<String> lines, int queue) {
        for (String line : lines) {
            String[] fields = line.trim().split("\\s+");
            if (fields.length >= FIELDS && fields[0].equals(Integer.toString(queue))) {
                try {
                    return new QueueFigures(Long.parseLong(fields[2]), Long.parseLong(fields[5]), Long.parseLong(fields[6]));
                } catch (NumberFormatException e) {
                    return UNKNOWN;
                }
            }
        }
        return UNKNOWN;
    }
}
