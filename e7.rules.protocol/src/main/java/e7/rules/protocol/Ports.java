package e7.rules.protocol;

import e7.api.rule.Bounds;
import e7.api.rule.Match;
import java.util.Arrays;
import java.util.List;

/** A list of ranges of ports. Immutable. */
final class Ports {

    static final int HIGHEST = 65535;

    private final Range[] ranges;

    /** With at least one range. */
    Ports(List<Range> ranges) {
        this.ranges = ranges.toArray(Range[]::new);
    }

    /**
     * Whether the port is one of these. A protocol that has no ports does not match, whereas the ports of one that has them, or of one that is
     * not known itself (a later fragment), could not be read if they are missing.
     */
    Match match(int port, int protocol) {
        if (protocol >= 0 && !Bounds.hasPorts(protocol)) {
            return Match.NO;
        }
        if (port < 0) {
            return Match.UNKNOWN;
        }
        for (Range range : ranges) {
            if (port >= range.first && port <= range.last) {
                return Match.YES;
            }
        }
        return Match.NO;
    }

    /** The ranges as bounds. */
    List<Bounds.Range> bounds() {
        return Arrays.stream(ranges).map(range -> new Bounds.Range(range.first, range.last)).toList();
    }

    int specificity() {
        int widest = 100;
        for (Range range : ranges) {
            widest = Math.min(widest, range.specificity());
        }
        return Values.specificity(widest, ranges.length);
    }

    /**
     * Ports from the first to the last, both included.
     *
     * @param first 0 to 65535
     * @param last not less than the first
     */
    record Range(int first, int last) {

        /** 100 for one port, 0 for all; each doubling of the range takes a sixteenth. */
        int specificity() {
            int doublings = 32 - Integer.numberOfLeadingZeros(last - first);
            return 100 - doublings * 100 / 16;
        }
    }
}
