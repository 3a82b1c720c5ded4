package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Action;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.fakes.Allocations;
import e7.kernel.index.Candidates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiled rules and the plain evaluation come to the same, whatever the rules and the packets. */
class CompiledRulesTest {

    private static final HouseCatalog CATALOG = new HouseCatalog();
    private static final List<Action> ACTIONS = List.of(Action.ALLOW, Action.BLOCK, Action.REJECT);
    private static final List<String> PATHS =
            List.of("/", "/bin/", "/usr/bin/", "/opt/", "/opt/a/", "/opt/a/b/", "/bin/a", "/bin/b", "/usr/bin/a", "/opt/a/b/c", "kernel");
    private static final List<String> NETWORKS = List.of(
            "0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "10.1.2.3", "10.1.2.4", "192.0.2.0/31", "255.255.255.255", "0.0.0.0",
            "::/0", "::1", "2001:db8::/32", "2001:db8:1::/48", "2001:db8:1:2::/64", "2001:db8:1:2::3", "2001:db8:1:2::/80", "fe80::/10", "private");
    private static final List<String> PORTS = List.of("0", "1", "53", "80", "1000-2000", "1024-65535", "0-65535", "65535", "53-80", "79-81");

    /** Makes rules and packets out of a seed. The fewer values there are, the more often rules meet and overlap. */
    private record Maker(Random random) {

        <T> T any(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }

        String rule() {
            StringBuilder rule = new StringBuilder(any(ACTIONS).word());
            List<String> names = new ArrayList<>(CATALOG.names());
            int criteria = random.nextInt(4);
            rule.append(criteria == 0 ? " any" : "");
            for (int i = 0; i < criteria; i++) {
                // The path as often as all others together.
                String name = random.nextBoolean() && names.contains("path") ? "path" : any(names);
                names.remove(name);
                rule.append(' ').append(name).append(random.nextInt(6) == 0 ? "!=" : "=").append(values(name));
            }
            return rule.append(random.nextInt(4) == 0 ? " priority=" + (random.nextInt(3) - 1) : "").toString();
        }

        private String values(String name) {
            Set<String> values = new HashSet<>();
            for (int i = name.equals("direction") ? 0 : random.nextInt(3); i >= 0; i--) {
                values.add(value(name));
            }
            return String.join(",", values);
        }

        private String value(String name) {
            return switch (name) {
                case "path" -> any(PATHS);
                case "src", "dst" -> any(NETWORKS);
                case "sport", "dport" -> any(PORTS);
                case "protocol" -> any(List.of("tcp", "udp", "icmp", "icmpv6", "1", "47"));
                case "icmp" -> any(List.of("echo-request", "3", "3/1", "port-unreachable"));
                case "interface" -> any(List.of("eth0", "eth*", "lo"));
                case "direction" -> any(List.of("in", "out"));
                default -> any(List.of("0", "7", "1000", "4294967294"));
            };
        }

        RuleTable table(int rules) throws RuleSyntaxException {
            RuleTable table = RuleTable.initial(CATALOG, Tables.CLOCK);
            for (int i = 0; i < rules; i++) {
                try {
                    table = Tables.add(table, rule());
                } catch (IllegalArgumentException e) {
                    // Criteria that exclude each other are refused; there are others.
                }
            }
            return random.nextInt(3) == 0 ? table.with(CATALOG.without(Set.of(any(List.of("dport", "user", "dst", "icmp")), "interface"))) : table;
        }

        Defaults defaults() {
            return new Defaults(any(ACTIONS), any(ACTIONS), any(ACTIONS), any(ACTIONS));
        }

        PacketSketch packet() {
            PacketSketch packet = new PacketSketch();
            int version = any(List.of(4, 6, 4, 6, 4, 6, -1));
            packet.version(version);
            int protocol = version < 0 ? -1 : any(List.of(-1, 1, 6, 17, 6, 17, 47, 58, 132));
            packet.protocol(protocol);
            if (version == 6) {
                packet.source(high(), low()).destination(high(), low());
            } else if (version == 4) {
                packet.source(0, ipv4()).destination(0, ipv4());
            }
            if (List.of(6, 17, 132).contains(protocol) && random.nextInt(6) > 0) {
                packet.sourcePort(port()).destinationPort(port());
            }
            if (protocol == 1 || protocol == 58) {
                packet.icmp(any(List.of(-1, 1, 3, 8, 128)), any(List.of(-1, 0, 1, 3)));
            }
            packet.interfaceName(any(List.of("", "eth0", "eth1", "lo"))).direction(any(List.of(Direction.values())));
            packet.uid(any(List.of(-1L, 0L, 7L, 1000L, 1001L, 4294967294L))).gid(any(List.of(-1L, 0L, 7L, 4294967294L)));
            String path = any(List.of("", "", "/bin/a", "/bin/b", "/bin/c", "/usr/bin/a", "/opt/a/b/c", "/opt/a/b", "/opt/x", "/x", "x", "kernel"));
            return path.isEmpty() ? packet : packet.process(path.equals("kernel") ? ProcessIdentity.KERNEL : Tables.program(path));
        }

        private int port() {
            return any(List.of(0, 1, 52, 53, 80, 81, 999, 1000, 1500, 2000, 2001, 65535));
        }

        private long ipv4() {
            return Packet.IPV4_PREFIX | any(List.of(0L, 0x0a010203L, 0x0a010204L, 0x0a0102ffL, 0x0a01ff00L, 0x0aff0000L, 0x0b000000L, 0xc0000200L, 0xffffffffL));
        }

        private long high() {
            return any(List.of(0L, 0x2001_0db8_0001_0002L, 0x2001_0db8_0001_ffffL, 0x2001_0db8_ffff_0000L, 0xfe80L << 48, 0xfc00L << 48, -1L, 0xffff_0a01_0203L));
        }

        private long low() {
            return any(List.of(0L, 1L, 3L, -1L, 0xffff_0a01_0203L));
        }
    }

    private static void compare(long seed, int mostRules, int packets) throws RuleSyntaxException {
        Maker maker = new Maker(new Random(seed));
        Defaults defaults = maker.defaults();
        RuleSet compiled = maker.table(maker.random.nextInt(mostRules + 1)).compile(defaults);
        PlainEvaluation plain = new PlainEvaluation(compiled.inOrder(), defaults);
        Candidates candidates = new Candidates();
        for (int i = 0; i < packets; i++) {
            PacketSketch packet = maker.packet();
            int number = i;
            assertEquals(plain.decidedBy(packet), compiled.decide(packet, candidates).decidedBy(), () -> "seed " + seed + " packet " + number);
            assertEquals(
                    plain.hangsOnAbsentPlugin(packet), compiled.hangsOnAbsentPlugin(packet), () -> "hangs: seed " + seed + " packet " + number);
        }
    }

    /** The seeds are the same each time but for those of the last round, which are new. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000, -1})
    void shouldDecideAsThePlainEvaluationDoes(long from) throws RuleSyntaxException {
        long first = from >= 0 ? from : System.nanoTime();
        System.out.println("seeds from " + first);
        for (long seed = first; seed < first + 400; seed++) {
            compare(seed, 12, 50);
            compare(seed, 80, 50);
        }
        for (long seed = first; seed < first + 10; seed++) {
            compare(seed, 800, 200);
        }
    }

    @Test
    void shouldAllocateNothing() throws RuleSyntaxException {
        Maker maker = new Maker(new Random(1));
        RuleSet rules = maker.table(500).compile(Tables.DEFAULTS);
        Candidates candidates = new Candidates();
        List<PacketSketch> packets = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            packets.add(maker.packet());
        }
        int[] next = {0};
        long bytes = Allocations.bytes(60_000, () -> rules.decide(packets.get(next[0]++ & 63), candidates).count());
        // Were it one kind of packet that allocates, it would be 60,000 / 64 objects; the JVM itself leaves a few now and then.
        assertTrue(bytes < 60_000 / 64 * 16, "bytes: " + bytes);
    }
}
