package e7.netlink.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * From the initial user namespace's numbers, which the queue gives, to this process's own. Lines of /proc/self/uid_map or gid_map:
 * {@code inside outside length}, where "outside" is the parent namespace; that is the initial one unless namespaces are nested, and then a
 * number is most likely not found, never taken for root. Immutable; looking up allocates nothing.
 */
final class IdMap {
    private static final int FIELDS = 3;
    private static final long NONE = -1;

    private final long[] ranges;

    private IdMap(long[] ranges) {
        this.ranges = ranges;
    }

    static IdMap ofUsers() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/self/uid_map")));
    }

    static IdMap ofGroups() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/self/gid_map")));
    }

    static IdMap parse(List<String> lines) throws IOException {
        long[] ranges = new long[lines.size() * FIELDS];
        int at = 0;
        for (String line : lines) {
            String[] fields = line.trim().split("\\s+");
            if (fields.length != FIELDS) {
                throw new IOException("bad line in id map: line=" + line);
            }
            for (String field : fields) {
                ranges[at++] = Long.parseLong(field);
            }
        }
        return new IdMap(ranges);
    }

    /** This namespace's number, or -1 if it has none, or if {@code id} is -1. */
    long inside(long id) {
        for (int i = 0; i < ranges.length; i += FIELDS) {
            long offset = id - ranges[i + 1];
            if (offset >= 0 && offset < ranges[i + 2]) {
                return ranges[i] + offset;
            }
        }
        return NONE;
    }
}
