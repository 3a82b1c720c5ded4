package e7.rules.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which numbers exist in a user namespace: user_namespaces(7), {@code /proc/PID/uid_map} and {@code gid_map}. Immutable. */
final class IdMap {

    /** Where all numbers exist, as on a host. */
    static final IdMap WHOLE = new IdMap(List.of(new Range(0, AccountNumbers.HIGHEST)));

    private static final int INSIDE = 0;
    private static final int COUNT = 2;

    /** Both ends belong to it. */
    private record Range(long first, long last) {
        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    private final List<Range> ranges;

    private IdMap(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** Of a file of lines {@code INSIDE OUTSIDE COUNT}; the whole where there is none to be read. */
    static IdMap read(Path file) {
        try {
            List<Range> ranges = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.strip().split("\\s+");
                long first = Long.parseLong(fields[INSIDE]);
                ranges.add(new Range(first, first + Long.parseLong(fields[COUNT]) - 1));
            }
            return ranges.isEmpty() ? WHOLE : new IdMap(List.copyOf(ranges));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return WHOLE;
        }
    }

    boolean has(long number) {
        return ranges.stream().anyMatch(range -> number >= range.first && number <= range.last);
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
