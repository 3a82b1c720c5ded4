package e7.rules.process;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/**
 * A test of what can be read of a packet's process. It blocks, but its answer stands for the process, so only the first packet of
 * each waits for it. What cannot be read is unknown. The kernel has neither a parent, nor arguments, nor a file, nor a unit.
 *
 * @param <V> what is read
 */
final class ProcessCriterion<V> implements Criterion {

    private static final Set<Facet> FACETS = Set.of(Facet.PROCESS);

    private final Inquiries<V> inquiries;
    private final Function<V, Match> test;
    private final int specificity;

    ProcessCriterion(Inquiries<V> inquiries, Function<V, Match> test, int specificity) {
        this.inquiries = inquiries;
        this.test = test;
        this.specificity = specificity;
    }

    @Override
    public Match test(Packet packet) {
        ProcessIdentity process = packet.process();
        if (process.isKernel()) {
            return Match.NO;
        }
        V read = process.isKnown() ? inquiries.ask(ProcessKey.of(process)) : null;
        return read == null ? Match.UNKNOWN : test.apply(read);
    }

    @Override
    public Set<Facet> facets() {
        return FACETS;
    }

    @Override
    public int specificity() {
        return specificity;
    }

    @Override
    public boolean isPure() {
        return false;
    }

    @Override
    public Instant validUntil(Instant now) {
        return Instant.MAX;
    }
}
