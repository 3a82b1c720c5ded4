package e7.kernel.fakes;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A plugin with the criterion {@code dport}, whose way of answering can be changed while packets flow. */
public class FakeProvider implements CriterionProvider {

    /** How a criterion answers. */
    public interface Answer {
        /** Tests the packet for the port. */
        Match test(Packet packet, int port) throws Exception;
    }

    /** What it does unless told otherwise. */
    public static final Answer HONEST = (packet, port) -> packet.destinationPort() < 0 ? Match.UNKNOWN : Match.of(packet.destinationPort() == port);

    private volatile Answer answer = HONEST;
    private volatile boolean pure = true;
    private volatile UnaryOperator<Instant> validUntil;
    private volatile Runnable changed = () -> {};
    private final AtomicInteger parsed = new AtomicInteger();

    /** Answers otherwise from now on. */
    public FakeProvider answering(Answer value) {
        answer = value;
        return this;
    }

    /** Makes criteria that are not pure from now on. */
    public FakeProvider impure() {
        pure = false;
        return this;
    }

    /** Makes criteria whose answers stand so long from now on. */
    public FakeProvider validUntil(UnaryOperator<Instant> value) {
        validUntil = value;
        return this;
    }

    /** Tells the engine that answers are others by now. */
    public void tellChange() {
        changed.run();
    }

    @Override
    public void onChange(Runnable engine) {
        changed = engine;
    }

    /** How many criteria it has made. */
    public int parsed() {
        return parsed.get();
    }

    /** Its reference, of the default ranking. */
    public FakeReference<CriterionProvider> reference() {
        return new FakeReference<>(CRITERION, "dport", 0);
    }

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        int port = number(values.get(0));
        boolean purity = pure;
        parsed.incrementAndGet();
        return new Criterion() {
            @Override
            public Match test(Packet packet) {
                try {
                    return answer.test(packet, port);
                } catch (Exception e) {
                    throw FakeProvider.<RuntimeException>sneak(e);
                }
            }

            @Override
            public Set<Facet> facets() {
                return Set.of(Facet.DESTINATION_PORT);
            }

            @Override
            public int specificity() {
                return 100;
            }

            @Override
            public boolean isPure() {
                return purity;
            }

            @Override
            public Instant validUntil(Instant now) {
                return validUntil == null ? Criterion.super.validUntil(now) : validUntil.apply(now);
            }
        };
    }

    /** Throws a checked exception past the compiler, as plugins in other languages do. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneak(Throwable e) throws T {
        throw (T) e;
    }

    private static int number(String value) throws RuleSyntaxException {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new RuleSyntaxException("dport= takes a number, not '" + value + "'");
        }
    }

    @Override
    public List<String> complete(String name, String prefix) {
        return List.of("53", "80").stream().filter(value -> value.startsWith(prefix)).toList();
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        packet.destinationPort(number(value));
    }

    @Override
    public String describe(String name) {
        return "the port";
    }
}
