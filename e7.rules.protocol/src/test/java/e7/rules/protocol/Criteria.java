package e7.rules.protocol;

import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.util.List;

/** Criteria of this bundle as they are written in rules. */
final class Criteria {

    private Criteria() {}

    static CriterionProvider provider(String name) {
        return switch (name) {
            case "protocol" -> new ProtocolCriterionProvider();
            case "src", "dst" -> new AddressCriterionProvider();
            case "sport", "dport" -> new PortCriterionProvider();
            case "icmp" -> new IcmpCriterionProvider();
            case "interface" -> new InterfaceCriterionProvider();
            case "direction" -> new DirectionCriterionProvider();
            default -> throw new IllegalArgumentException("no such criterion: name=" + name);
        };
    }

    /** Makes {@code NAME=VALUE,VALUE...}. */
    static Criterion parse(String written) throws RuleSyntaxException {
        String[] parts = written.split("=");
        return provider(parts[0]).parse(parts[0], List.of(parts[1].split(",")));
    }
}
