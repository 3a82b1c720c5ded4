package e7.benchmarks.rule;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Direction;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Action;
import e7.api.rule.RuleSyntaxException;
import e7.kernel.rule.Defaults;
import e7.kernel.rule.RuleTable;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Rules as a large site has them, and packets for them. Of a hundred rules 45 block a host or a network, 30 are about a program and its ports
 * or networks, 10 about a user, 10 about a folder of programs, 5 about a port. However many there are, two have no number to be found by.
 */
final class Workload {

    static final Defaults DEFAULTS = new Defaults(Action.BLOCK, Action.BLOCK, Action.BLOCK, Action.ALLOW);

    private static final List<String> PORTS = List.of("443", "80,443", "22", "53", "1024-65535", "5432", "8080");

    /** How many kinds of packets there are. */
    static final int KINDS = 4096;

    private static final int FEW_KINDS = 64;
    private static final int DRAWN = 1 << 16;

    private final Random random;
    private final int rules;

    /** As many rules, and the packets that fit them. */
    Workload(int rules, long seed) {
        this.rules = rules;
        this.random = new Random(seed);
    }

    /**
     * In which order the kinds of packets come: each as often as any other if it is {@code uniform}, 64 of them if it is {@code few}, and else
     * some much oftener than others.
     */
    static char[] order(String traffic) {
        char[] order = new char[DRAWN];
        Random random = new Random(8);
        for (int i = 0; i < DRAWN; i++) {
            order[i] = (char) switch (traffic) {
                case "uniform" -> random.nextInt(KINDS);
                case "few" -> random.nextInt(FEW_KINDS);
                // Zipf's law of exponent 1: the logarithm of the place is even.
                default -> (int) Math.exp(random.nextDouble() * Math.log(KINDS)) % KINDS;
            };
        }
        return order;
    }

    RuleTable table() {
        RuleTable table = RuleTable.initial(new Catalog(), Clock.systemUTC());
        for (int i = 0; i < rules; i++) {
            table = add(table, i < 2 ? unfindable(i) : rule(i));
        }
        return table;
    }

    /** That table with a rule more. */
    static RuleTable add(RuleTable table, String rule) {
        String[] words = rule.split(" ");
        try {
            return table.add(Action.valueOf(words[0].toUpperCase(Locale.ROOT)), List.of(words).subList(1, words.length)).table();
        } catch (RuleSyntaxException e) {
            throw new IllegalStateException(rule, e);
        }
    }

    private static String unfindable(int i) {
        return i == 0 ? "block user!=0 protocol!=tcp direction=in" : "block direction=in user!=33 path!=/usr/sbin/";
    }

    private String rule(int i) {
        // So that the first few are a mix as well.
        int kind = (7 * i + 3) % 20;
        String action = random.nextBoolean() ? "allow " : "block ";
        if (kind < 9) {
            return "block dst=" + (kind < 7 ? host(i) : kind == 7 ? network(i) : "2001:db8:" + Integer.toHexString(i & 0xffff) + "::/48") + serial(i);
        } else if (kind < 15) {
            return action + "path=" + program(i) + (random.nextBoolean() ? " dport=" + PORTS.get(random.nextInt(PORTS.size())) : " dst=" + network(i));
        } else if (kind < 17) {
            return action + "user=" + (1000 + i) + " protocol=tcp";
        } else if (kind < 19) {
            return action + "path=" + folder(i) + " protocol=tcp";
        }
        return "block protocol=udp dport=" + (1024 + i % 60_000) + " user=" + i % 1000;
    }

    /** What makes rules on the same 48 bits of a network different rules. */
    private static String serial(int i) {
        return i < 0x10000 ? "" : " sport=" + (i >>> 16);
    }

    private static String host(int i) {
        int address = scatter(i);
        return (1 + (address >>> 24) % 220) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    private static String network(int i) {
        int address = scatter(i);
        return (1 + (address >>> 24) % 220) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + ".0/24";
    }

    private static int scatter(int i) {
        return i * 0x9e37_79b1;
    }

    private static String program(int i) {
        return "/opt/program" + i + "/bin/main";
    }

    private static String folder(int i) {
        return "/srv/suite" + i + "/bin/";
    }

    /** Packets of which one in ten is about a rule's numbers in all respects, and most in some. */
    Packet[] packets(int count, boolean named) {
        Packet[] packets = new Packet[count];
        for (int i = 0; i < count; i++) {
            packets[i] = packet(named);
        }
        return packets;
    }

    private PacketSketch packet(boolean named) {
        // Beyond the rules' numbers: what no rule is about.
        int i = random.nextInt(2 * rules);
        int address = scatter(random.nextInt(3) == 0 ? i : random.nextInt());
        int first = 1 + (address >>> 24) % 220;
        PacketSketch packet = new PacketSketch().version(4).protocol(random.nextInt(4) == 0 ? 17 : 6).direction(Direction.OUT);
        packet.source(0, Packet.IPV4_PREFIX | 0x0a00_0001L).destination(0, Packet.IPV4_PREFIX | (long) first << 24 | address & 0xff_ffffL);
        packet.sourcePort(32768 + random.nextInt(28000)).destinationPort(List.of(443, 80, 53, 22, 5432, 8080).get(random.nextInt(6)));
        packet.uid(random.nextInt(3) == 0 ? 1000 + i : 1000).gid(1000);
        String path = List.of(program(i), folder(i) + "tool", "/usr/lib/firefox/firefox", "/usr/bin/curl").get(random.nextInt(4));
        return packet.process(named ? new ProcessIdentity(1000, 1, 1, 1, path, path, "benchmark") : ProcessIdentity.unknown("benchmark"));
    }
}
