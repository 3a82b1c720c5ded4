package e7.kernel.pipeline;

import e7.api.cache.CacheKey;
import e7.api.identity.ProcessIdentity;
import e7.api.packet.Facet;
import e7.kernel.packet.DecodedPacket;
import java.util.Set;

/**
 * How a packet becomes a key of the verdict cache: the decision generation, then just the facets that the present rules read. With the
 * generation in the key no remembered verdict outlives the rules it was made by. Immutable; any thread.
 */
public final class VerdictKey {

    private final long generation;
    private final int read;
    private final PathIds names;

    /** For the rules of one generation, which read {@code facets}. */
    public VerdictKey(long generation, Set<Facet> facets, PathIds names) {
        this.generation = generation;
        this.names = names;
        int bits = 0;
        for (Facet facet : facets) {
            bits |= 1 << facet.ordinal();
        }
        this.read = bits;
    }

    /** Fills the key. Allocates nothing. */
    public void fill(CacheKey key, DecodedPacket packet) {
        key.reset().add(generation).add(small(packet));
        ProcessIdentity process = packet.process();
        if (reads(Facet.PROCESS)) {
            key.add(process.pid()).add(process.startTime()).add(process.device()).add(process.inode());
        }
        if (reads(Facet.PATH)) {
            key.add(packet.pathId());
        }
        if (reads(Facet.UID)) {
            key.add(packet.uid());
        }
        if (reads(Facet.GID)) {
            key.add(packet.gid());
        }
        if (reads(Facet.SOURCE)) {
            key.add(packet.sourceHigh()).add(packet.sourceLow());
        }
        if (reads(Facet.DESTINATION)) {
            key.add(packet.destinationHigh()).add(packet.destinationLow());
        }
        if (reads(Facet.INTERFACE)) {
            // The facet is both: a name can move to another index, and an index can be renamed.
            key.add(packet.outInterface()).add(names.id(packet.interfaceName()));
        }
    }

    /**
     * The narrow facets in one long, each as its value plus one so that unknown is 0; those that are not read stay 0.
     *
     * <pre>
     *  62..60    59..58     57..49    33..17                    16..0
     *  version   direction  protocol  source port or ICMP type  destination port or ICMP code
     * </pre>
     *
     * ICMP has no ports and the others have no type, so the two share their bits; the protocol beside them tells which it is.
     */
    private long small(DecodedPacket packet) {
        long word = 0;
        if (reads(Facet.PROTOCOL) || reads(Facet.ICMP) || reads(Facet.SOURCE_PORT) || reads(Facet.DESTINATION_PORT)) {
            word |= (long) (packet.version() + 1) << 60;
            word |= (long) (packet.protocol() + 1) << 49;
        }
        if (reads(Facet.DIRECTION)) {
            word |= (long) packet.direction().ordinal() << 58;
        }
        if (packet.icmpType() >= 0) {
            return reads(Facet.ICMP) ? word | (long) (packet.icmpType() + 1) << 17 | packet.icmpCode() + 1 : word;
        }
        if (reads(Facet.SOURCE_PORT)) {
            word |= (long) (packet.sourcePort() + 1) << 17;
        }
        return reads(Facet.DESTINATION_PORT) ? word | packet.destinationPort() + 1 : word;
    }

    private boolean reads(Facet facet) {
        return (read & 1 << facet.ordinal()) != 0;
    }
}
