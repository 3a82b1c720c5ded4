package e7.benchmarks.rule;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.rule.CriterionCatalog;
import e7.rules.protocol.AddressCriterionProvider;
import e7.rules.protocol.DirectionCriterionProvider;
import e7.rules.protocol.PortCriterionProvider;
import e7.rules.protocol.ProtocolCriterionProvider;
import e7.rules.user.UserCriterionProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The criteria of the house that the rules here use. */
final class Catalog implements CriterionCatalog {

    private final Map<String, CriterionProvider> providers = new TreeMap<>();

    Catalog() {
        providers.put("dst", new AddressCriterionProvider());
        PortCriterionProvider ports = new PortCriterionProvider();
        providers.put("sport", ports);
        providers.put("dport", ports);
        providers.put("protocol", new ProtocolCriterionProvider());
        providers.put("direction", new DirectionCriterionProvider());
        providers.put("user", new UserCriterionProvider(null));
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(providers.keySet());
        names.add("path");
        return names;
    }

    @Override
    public Criterion make(String name, List<String> values) throws RuleSyntaxException {
        return providers.get(name).parse(name, values);
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        providers.get(name).sketch(name, value, packet);
    }

    @Override
    public List<String> complete(String name, String prefix) {
        return List.of();
    }

    @Override
    public String describe(String name) {
        return name;
    }
}
