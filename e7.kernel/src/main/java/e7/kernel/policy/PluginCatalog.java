package e7.kernel.policy;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.rule.CriterionCatalog;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The criteria of the plugins that are present at one moment; of two plugins with one name the higher ranking has it. Immutable. */
final class PluginCatalog implements CriterionCatalog {

    private static final String BUILT_IN = "path";
    private static final String BUILT_IN_USE =
            "the program: path=/usr/bin/curl is that file, path=/usr/bin/ everything below that folder, path=kernel what no process sent";

    private final Map<String, CriterionPlugin> byName = new TreeMap<>();
    private final Set<String> names;

    PluginCatalog(List<CriterionPlugin> plugins) {
        List<CriterionPlugin> ranked =
                plugins.stream().sorted(Comparator.comparing(CriterionPlugin::reference)).toList();
        for (CriterionPlugin plugin : ranked) {
            if (!plugin.isTakenOut()) {
                plugin.reference().names().forEach(name -> byName.putIfAbsent(name, plugin));
            }
        }
        byName.remove(BUILT_IN);
        Set<String> all = new TreeSet<>(byName.keySet());
        all.add(BUILT_IN);
        names = Collections.unmodifiableSet(all);
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public Criterion make(String name, List<String> values) throws RuleSyntaxException {
        CriterionPlugin plugin = byName.get(name);
        try {
            Criterion made = plugin.provider().parse(name, values);
            if (made == null) {
                throw new IllegalStateException("parse returned null");
            }
            return new GuardedCriterion(made, plugin);
        } catch (RuntimeException | LinkageError e) {
            plugin.countFault();
            throw new RuleSyntaxException("the plugin of " + name + "= failed on '" + String.join(",", values) + "': " + e);
        }
    }

    @Override
    public Object maker(String name) {
        return byName.get(name);
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        CriterionPlugin plugin = byName.get(name);
        try {
            plugin.provider().sketch(name, value, packet);
        } catch (RuntimeException | LinkageError e) {
            plugin.countFault();
            throw new RuleSyntaxException("the plugin of " + name + "= failed on '" + value + "': " + e);
        }
    }

    @Override
    public List<String> complete(String name, String prefix) {
        CriterionPlugin plugin = byName.get(name);
        try {
            return plugin == null ? List.of() : plugin.provider().complete(name, prefix);
        } catch (RuntimeException | LinkageError e) {
            plugin.countFault();
            return List.of();
        }
    }

    @Override
    public String describe(String name) {
        if (name.equals(BUILT_IN)) {
            return BUILT_IN_USE;
        }
        CriterionPlugin plugin = byName.get(name);
        try {
            return plugin.provider().describe(name);
        } catch (RuntimeException | LinkageError e) {
            plugin.countFault();
            return "its plugin failed to say: " + e;
        }
    }
}
