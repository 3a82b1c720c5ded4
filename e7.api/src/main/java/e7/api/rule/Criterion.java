package e7.api.rule;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** One test in a rule, such as {@code user=alice}, ready to be asked. Immutable. */
@ConsumerType
public interface Criterion {

    /**
     * Tests a packet. The answer must depend on the {@linkplain #facets() declared facets} alone. Must not block, and should not
     * allocate, if the criterion is {@linkplain #isPure() pure}. An exception counts as a fault of the plugin, and the packet gets the
     * {@code fail} action.
     */
    Match test(Packet packet);

    /** Every facet that {@link #test} reads. */
    Set<Facet> facets();

    /**
     * How narrow the test is, for the order of rules that are otherwise alike: 0 for one that matches nearly everything, 100 for one that
     * names a single value. A list's is at most its widest member's.
     */
    int specificity();

    /**
     * Whether the answer is the same for the same facets, now and later, and comes without blocking. A criterion that is not pure is
     * asked on a worker thread, with a time limit, and its verdicts are not remembered.
     */
    default boolean isPure() {
        return true;
    }
}
