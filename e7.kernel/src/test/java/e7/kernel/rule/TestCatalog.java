package e7.kernel.rule;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Bounds;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Criteria that compare one number of the packet: {@code protocol}, {@code dport} and {@code uid}. A packet whose number is -1 gives unknown. The
 * more values, the less specific.
 */
final class TestCatalog implements CriterionCatalog {

    private record Kind(Facet facet, int specificity) {}

    /** One number of the packet against a list. */
    private record OneOf(Kind kind, List<Bounds> bounds) implements Criterion {
        @Override
        public Match test(Packet packet) {
            return bounds().get(0).match(packet);
        }

        @Override
        public Set<Facet> facets() {
            return Set.of(kind.facet);
        }

        @Override
        public List<Bounds> bounds() {
            return bounds;
        }

        @Override
        public int specificity() {
            return kind.specificity / bounds.get(0).ranges().size();
        }
    }

    private final Map<String, Kind> kinds = new TreeMap<>(Map.of(
            "protocol", new Kind(Facet.PROTOCOL, 50), "dport", new Kind(Facet.DESTINATION_PORT, 100), "uid", new Kind(Facet.UID, 90)));

    TestCatalog without(String name) {
        TestCatalog fewer = new TestCatalog();
        fewer.kinds.remove(name);
        return fewer;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(kinds.keySet());
        names.add("path");
        return names;
    }

    @Override
    public Criterion make(String name, List<String> values) throws RuleSyntaxException {
        Set<Long> wanted = new TreeSet<>();
        for (String value : values) {
            wanted.add(number(name, value));
        }
        Kind kind = kinds.get(name);
        return new OneOf(kind, List.of(new Bounds(kind.facet, wanted.stream().map(Bounds.Range::of).toList())));
    }

    private static long number(String name, String value) throws RuleSyntaxException {
        try {
            return switch (value) {
                case "tcp" -> 6;
                case "udp" -> 17;
                default -> Long.parseLong(value);
            };
        } catch (NumberFormatException e) {
            throw new RuleSyntaxException(name + "= takes a number, not '" + value + "'");
        }
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        long number = number(name, value);
        switch (name) {
            case "protocol" -> packet.protocol((int) number);
            case "dport" -> packet.destinationPort((int) number);
            default -> packet.uid(number);
        }
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
