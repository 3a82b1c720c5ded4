package e7.kernel.rule;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.PacketSketch;
import e7.api.rule.Action;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Rule tables and packets written as text, and random ones. */
final class Tables {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2025-03-01T12:00:00Z"), ZoneOffset.UTC);
    static final TestCatalog CATALOG = new TestCatalog();
    static final Defaults DEFAULTS = new Defaults(Action.BLOCK, Action.BLOCK, Action.BLOCK, Action.ALLOW);

    private static final List<String> PATHS = List.of("/bin/a", "/bin/b", "/bin/", "/", "/usr/bin/", "kernel");

    private Tables() {}

    static RuleTable empty() {
        return RuleTable.initial(CATALOG, CLOCK);
    }

    static RuleTable of(String... rules) {
        RuleTable table = empty();
        for (String rule : rules) {
            table = add(table, rule);
        }
        return table;
    }

    static RuleTable add(RuleTable table, String rule) {
        try {
            List<String> words = Words.split(rule);
            return table.add(action(words.get(0)), words.subList(1, words.size())).table();
        } catch (RuleSyntaxException e) {
            throw new IllegalArgumentException(rule + ": " + e.getMessage(), e);
        }
    }

    static Action action(String word) {
        return Action.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** One rule with its number, for the order. */
    static Rule rule(RuleTable table, long id) {
        return table.compile(DEFAULTS).inOrder().stream().filter(rule -> rule.id() == id).findFirst().orElseThrow();
    }

    static ProcessIdentity program(String path) {
        return new ProcessIdentity(5, 1, 1, 1, path, path, "x");
    }

    static String randomRule(Random random) {
        StringBuilder rule = new StringBuilder(List.of("allow", "block", "reject").get(random.nextInt(3)));
        int criteria = random.nextInt(4);
        rule.append(criteria == 0 ? " any" : "");
        List<String> names = new ArrayList<>(List.of("protocol", "dport", "uid", "path"));
        for (int i = 0; i < criteria; i++) {
            String name = names.remove(random.nextInt(names.size()));
            String values = name.equals("path") ? PATHS.get(random.nextInt(PATHS.size())) : values(name, random);
            rule.append(' ').append(name).append(random.nextInt(4) == 0 ? "!=" : "=").append(values);
        }
        return rule.append(random.nextInt(3) == 0 ? " priority=" + (random.nextInt(3) - 1) : "").toString();
    }

    private static String values(String name, Random random) {
        List<String> values = name.equals("protocol") ? List.of("tcp", "1,tcp", "udp") : List.of("1", "1,2");
        return values.get(random.nextInt(values.size()));
    }

    static PacketSketch randomPacket(Random random) {
        PacketSketch packet = new PacketSketch();
        packet.protocol(List.of(-1, 1, 6, 17).get(random.nextInt(4))).destinationPort(random.nextInt(4) - 1).uid(random.nextInt(4) - 1);
        String path = List.of("/bin/a", "/bin/b", "/usr/bin/c", "/c", "").get(random.nextInt(5));
        return path.isEmpty() ? packet : packet.process(random.nextInt(9) == 0 ? ProcessIdentity.KERNEL : program(path));
    }
}
