package e7.api.rule;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import java.util.List;

/**
 * Numbers that one facet of a packet must have for a criterion to say yes. By these the engine finds the few rules that can match among
 * many. A criterion that gives bounds promises, for each of them:
 *
 * <ul>
 *   <li>if the packet's number is known and in none of the ranges, {@link Criterion#test} is {@link Match#NO};
 *   <li>if it is not known, {@link Criterion#test} is not {@link Match#YES}.
 * </ul>
 *
 * <p>The number of a facet, and when it is known:
 *
 * <table>
 *   <caption>Facets that have bounds</caption>
 *   <tr><td>{@code UID}, {@code GID}<td>{@link Packet#uid}, {@link Packet#gid}<td>if not negative
 *   <tr><td>{@code PROTOCOL}<td>{@link Packet#protocol}<td>if not negative
 *   <tr><td>{@code SOURCE_PORT}, {@code DESTINATION_PORT}<td>the port<td>if not negative; a packet of a known protocol without ports is
 *       in no range
 *   <tr><td>{@code SOURCE}, {@code DESTINATION}<td>the address as {@link #address} reduces it<td>if {@link Packet#version} is
 * </table>
 *
 * @param facet one of these
 * @param ranges at least one; they may overlap
 */
public record Bounds(Facet facet, List<Range> ranges) {

    /** Checks the facet and copies the list. */
    public Bounds {
        switch (facet) {
            case UID, GID, PROTOCOL, SOURCE, DESTINATION, SOURCE_PORT, DESTINATION_PORT -> ranges = List.copyOf(ranges);
            default -> throw new IllegalArgumentException("a facet that has no bounds: facet=" + facet);
        }
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("bounds without a range: facet=" + facet);
        }
    }

    /** Whether the packet's number is in one of the ranges. A criterion may answer with this, or be narrower. */
    public Match match(Packet packet) {
        boolean port = facet == Facet.SOURCE_PORT || facet == Facet.DESTINATION_PORT;
        if (port && packet.protocol() >= 0 && !hasPorts(packet.protocol())) {
            return Match.NO;
        }
        boolean address = facet == Facet.SOURCE || facet == Facet.DESTINATION;
        long number = number(packet);
        if (address ? packet.version() == Packet.UNKNOWN : number < 0) {
            return Match.UNKNOWN;
        }
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(number)) {
                return Match.YES;
            }
        }
        return Match.NO;
    }

    private long number(Packet packet) {
        return switch (facet) {
            case UID -> packet.uid();
            case GID -> packet.gid();
            case PROTOCOL -> packet.protocol();
            case SOURCE_PORT -> packet.sourcePort();
            case DESTINATION_PORT -> packet.destinationPort();
            case SOURCE -> address(packet.version(), packet.sourceHigh(), packet.sourceLow());
            default -> address(packet.version(), packet.destinationHigh(), packet.destinationLow());
        };
    }

    /** Whether the packets of a protocol have ports: TCP, UDP, DCCP, SCTP, UDP-Lite. */
    public static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case 6, 17, 33, 132, 136 -> true;
            default -> false;
        };
    }

    /**
     * The number that stands for an address in the form of {@link Packet}: the low 64 bits for IPv4, the high 64 bits for IPv6. So
     * all addresses of an IPv6 network of 64 bits have the same number, and every network is a range.
     *
     * @param version 4 or 6
     */
    public static long address(int version, long high, long low) {
        return version == 4 ? low : high;
    }

    /**
     * Numbers from the first to the last, both included, compared as unsigned.
     *
     * @param first the lowest
     * @param last not less than the first
     */
    public record Range(long first, long last) {

        /** Checks the order. */
        public Range {
            if (Long.compareUnsigned(first, last) > 0) {
                throw new IllegalArgumentException("a range that ends before it begins: first=%x last=%x".formatted(first, last));
            }
        }

        /** Whether the number is in the range. */
        public boolean contains(long number) {
            return Long.compareUnsigned(first, number) <= 0 && Long.compareUnsigned(number, last) <= 0;
        }

        /** One number. */
        public static Range of(long number) {
            return new Range(number, number);
        }

        /**
         * The network of an address, in the form of {@link Packet}.
         *
         * @param version 4 or 6
         * @param prefix 0 to 32 or 0 to 128
         */
        public static Range network(int version, long high, long low, int prefix) {
            int bits = version == 4 ? 32 + prefix : Math.min(prefix, 64);
            // A long shifted by 64 is not shifted at all.
            long behind = bits == 64 ? 0 : -1L >>> bits;
            long number = address(version, high, low);
            return new Range(number & ~behind, number | behind);
        }
    }
}
