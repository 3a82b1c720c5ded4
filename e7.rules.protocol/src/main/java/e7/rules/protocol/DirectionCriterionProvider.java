package e7.rules.protocol;

import e7.api.packet.Direction;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Makes {@link DirectionCriterion}s. */
@Component(property = CriterionProvider.CRITERION + "=direction")
public final class DirectionCriterionProvider implements CriterionProvider {

    private static final List<String> WORDS = List.of("in", "out");

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        Direction direction = direction(values.get(0));
        for (String value : values) {
            if (direction(value) != direction) {
                throw new RuleSyntaxException("direction=" + String.join(",", values) + ": that is every flow; leave the criterion out");
            }
        }
        return new DirectionCriterion(direction);
    }

    private static Direction direction(String value) throws RuleSyntaxException {
        return switch (value) {
            case "in" -> Direction.IN;
            case "out" -> Direction.OUT;
            default -> throw new RuleSyntaxException("direction=" + value + ": it is in or out");
        };
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        packet.direction(direction(value));
    }

    @Override
    public List<String> complete(String name, String prefix) {
        return Values.complete(prefix, WORDS);
    }

    @Override
    public String describe(String name) {
        return "who began the flow: out for this host, in for the other end (what leaves is then a reply of one of our servers)";
    }
}
