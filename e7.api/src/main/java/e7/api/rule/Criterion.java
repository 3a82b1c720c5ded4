package e7.api.rule;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One test in a rule, such as {@code user=alice}, ready to be asked by any thread. Everything but {@link #test} and {@link #validUntil} is
 * asked once and must not change. What it looks up in, such as a list that is read from a file again, is replaced as a whole, and the
 * {@linkplain CriterionProvider#onChange engine told}.
 */
@ConsumerType
public interface Criterion {

    /**
     * Tests a packet. The answer must depend on the {@linkplain #facets() declared facets}, and on the time as far as {@link #validUntil}
     * says, alone. Must not block, and should not allocate, if the criterion is {@linkplain #isPure() pure}. An exception counts as a fault of
     * the plugin, and the packet gets the {@code fail} action.
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
     * Whether the answer comes without blocking and reads nothing of the packet that has no facet. A criterion that is not pure is asked on a
     * worker thread, with a time limit.
     */
    default boolean isPure() {
        return true;
    }

    /**
     * Until when answers may be remembered. From {@code now} to the moment before the returned one, the same facets must get the same answer;
     * at that moment the engine forgets what it remembered, and asks this again. A schedule returns its next beginning or end.
     *
     * @param now the wall clock's time. It can be set: the engine forgets as well when it is put back before {@code now}
     * @return {@link Instant#MAX} for ever, or until {@link CriterionProvider#onChange the provider says otherwise}; {@code now} for not at all
     */
    default Instant validUntil(Instant now) {
        return isPure() ? Instant.MAX : now;
    }

    /**
     * Numbers that facets must have for the answer to be yes, so that the engine need not ask about all other packets. All of them must
     * hold; none is always right, and only slower where there are many rules.
     */
    default List<Bounds> bounds() {
        return List.of();
    }
}
