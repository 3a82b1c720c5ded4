package e7.kernel.rule;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import e7.rules.protocol.AddressCriterionProvider;
import e7.rules.protocol.DirectionCriterionProvider;
import e7.rules.protocol.IcmpCriterionProvider;
import e7.rules.protocol.InterfaceCriterionProvider;
import e7.rules.protocol.PortCriterionProvider;
import e7.rules.protocol.ProtocolCriterionProvider;
import e7.rules.user.GroupCriterionProvider;
import e7.rules.user.UserCriterionProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The criteria of the house, all of them or some. */
final class HouseCatalog implements CriterionCatalog {

    private final Map<String, CriterionProvider> providers = new TreeMap<>();

    HouseCatalog() {
        for (String name : List.of("src", "dst")) {
            providers.put(name, new AddressCriterionProvider());
        }
        for (String name : List.of("sport", "dport")) {
            providers.put(name, new PortCriterionProvider());
        }
        providers.put("protocol", new ProtocolCriterionProvider());
        providers.put("icmp", new IcmpCriterionProvider());
        providers.put("interface", new InterfaceCriterionProvider());
        providers.put("direction", new DirectionCriterionProvider());
        providers.put("user", new UserCriterionProvider(null));
        providers.put("group", new GroupCriterionProvider(null));
    }

    HouseCatalog without(Set<String> names) {
        HouseCatalog fewer = new HouseCatalog();
        fewer.providers.keySet().removeAll(names);
        return fewer;
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
        return providers.get(name).complete(name, prefix);
    }

    @Override
    public String describe(String name) {
        return name.equals("path") ? name : providers.get(name).describe(name);
    }
}
