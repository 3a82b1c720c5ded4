package e7.rules.protocol;

import e7.api.packet.Direction;
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
        for (String value : values) {
            if (!WORDS.contains(value)) {
                throw new RuleSyntaxException("direction=" + value + ": it is in or out");
            }
        }
        if (values.stream().distinct().count() > 1) {
            throw new RuleSyntaxException("direction=" + String.join(",", values) + ": that is every flow; leave the criterion out");
        }
        return new DirectionCriterion(values.get(0).equals("in") ? Direction.IN : Direction.OUT);
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
