package e7.netlink.live;

import static e7.netlink.live.Traffic.LOOPBACKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.packet.Direction;
import e7.api.queue.QueueOptions;
import e7.api.queue.QueueRange;
import e7.api.queue.Verdict;
import e7.netlink.Exchange;
import e7.netlink.Netlink;
import e7.netlink.live.Firewall.Seen;
import e7.netlink.nftables.BaseChain;
import e7.netlink.nftables.Bitwise;
import e7.netlink.nftables.Cmp;
import e7.netlink.nftables.Immediate;
import e7.netlink.nftables.Meta;
import e7.netlink.nftables.NfTables;
import e7.netlink.nftables.Rule;
import e7.netlink.nftables.Ruleset;
import e7.netlink.nftables.Transaction;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.List;

/** What happens to packets, each scenario in a fresh network namespace of its own. */
final class PacketSourceScenarios {
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int MASK = 0x0e700000;

    private PacketSourceScenarios() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "accept" -> accept();
            case "drop" -> drop();
            case "reject" -> reject();
            case "rejectEstablished" -> rejectEstablished();
            case "ping" -> ping();
            case "marks" -> marks();
            case "long" -> longPackets();
            case "taken" -> taken();
            case "late" -> late();
            case "users" -> users();
            default -> throw new IllegalArgumentException("no such scenario: name=" + arguments[0]);
        }
    }

    private static void accept() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> Verdict.ACCEPT)) {
            for (String loopback : LOOPBACKS) {
                int version = loopback.contains(":") ? 6 : 4;
                assertEquals("hello", Traffic.udp(loopback, "hello"));
                assertEquals(5, Traffic.tcp(loopback, new byte[5]));
                Seen datagram = first(firewall, version, UDP);
                assertEquals(Direction.OUT, datagram.direction());
                assertFalse(datagram.established());
                assertEquals(0, datagram.uid());
                assertEquals(0, datagram.gid());
                assertEquals(1, datagram.outInterface());
                assertEquals((version == 4 ? 20 : 40) + 8 + 5, datagram.length());
                Seen syn = first(firewall, version, TCP);
                assertEquals(Direction.OUT, syn.direction());
                assertFalse(syn.established());
                assertTrue(firewall.seen.stream().anyMatch(seen -> seen.protocol() == TCP && seen.version() == version
                        && seen.direction() == Direction.IN && seen.established()));
            }
            assertEquals(0, firewall.lateVerdicts());
        }
    }

    private static void drop() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> Verdict.DROP)) {
            for (String loopback : LOOPBACKS) {
                assertNull(Traffic.udp(loopback, "hello"));
            }
            assertEquals(0, firewall.lateVerdicts());
        }
    }

    private static void reject() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> packet.uid() == 0 ? Verdict.REJECT : Verdict.ACCEPT)) {
            for (String loopback : LOOPBACKS) {
                assertThrows(ConnectException.class, () -> Traffic.connect(loopback));
                // EPERM or ECONNREFUSED: the JDK calls one so and the other so, but neither is a timeout.
                IOException error = assertThrows(IOException.class, () -> Traffic.udpUnanswered(loopback));
                assertTrue(error instanceof SocketException, error::toString);
            }
            assertEquals(4, firewall.seen.size(), () -> "a refusal was queued: " + firewall.seen);
        }
    }

    /** Once a flow is known its refusals are queued, as the kernel's own packets. */
    private static void rejectEstablished() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> packet.length() > 1000 ? Verdict.REJECT : Verdict.ACCEPT)) {
            assertThrows(SocketException.class, () -> Traffic.answered("127.0.0.1", new byte[2000]));
            assertTrue(firewall.seen.stream().anyMatch(seen -> seen.length() == 40 && seen.uid() == -1), firewall.seen::toString);
        }
    }

    private static void ping() throws Exception {
        String script = """
                import socket, struct
                s = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
                s.settimeout(1)
                s.sendto(struct.pack('!BBHHH', 8, 0, 0xf7fe, 1, 0), ('127.0.0.1', 0))
                s.recv(99)
                print(s.recv(99)[20])
                """;
        try (Firewall firewall = new Firewall(false, packet -> Verdict.ACCEPT)) {
            assertEquals("0", Traffic.python(script));
            assertEquals(2, firewall.seen.stream().filter(seen -> seen.protocol() == ICMP).count());
            assertEquals(Direction.IN, firewall.seen.get(1).direction());
        }
    }

    /** E7's bits in the sender's mark count for nothing, the others stay, and none of E7's is left behind the chains. */
    private static void marks() throws Exception {
        String script = """
                import socket, struct, sys
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.setsockopt(socket.SOL_SOCKET, 36, struct.pack('I', int(sys.argv[1], 16)))
                s.bind(('127.0.0.1', 0))
                s.settimeout(0.5)
                s.sendto(b'x', s.getsockname())
                try:
                    print(s.recv(9))
                except OSError as e:
                    print(e)
                """;
        try (Firewall firewall = new Firewall(false, packet -> packet.mark() < 0 ? Verdict.ACCEPT : Verdict.DROP)) {
            dropMarked(MASK);
            assertEquals("b'x'", Traffic.python(script, "8e7000ff"));
            assertEquals(0x804000ff, firewall.seen.get(0).mark());
            assertEquals("timed out", Traffic.python(script, "0e7000ff"));
            assertEquals(0x004000ff, firewall.seen.get(1).mark());
            assertEquals(Direction.OUT, firewall.seen.get(1).direction());
            dropMarked(0xff);
            assertEquals("timed out", Traffic.python(script, "8e7000ff"), "the other bits are kept");
        }
    }

    /** Sets a chain behind E7's that drops what has these bits. */
    private static void dropMarked(int bits) throws IOException {
        BaseChain chain = new BaseChain("after" + bits, NfTables.NF_INET_LOCAL_OUT, 0);
        try (Exchange exchange = Exchange.open(Netlink.NETLINK_NETFILTER, 4096)) {
            Rule rule = Rule.of("marked", Meta.load(NfTables.NFT_META_MARK, NfTables.NFT_REG_1),
                    Bitwise.and(NfTables.NFT_REG_1, bits), Cmp.notZero(NfTables.NFT_REG_1), new Immediate(NfTables.NF_DROP));
            Transaction.begin(exchange, "probe", new Ruleset(exchange).generation())
                    .addTable().addChain(chain).addRules(chain.name(), List.of(rule)).commit();
        }
    }

    private static void longPackets() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> Verdict.ACCEPT)) {
            assertEquals(1 << 20, Traffic.tcp("127.0.0.1", new byte[1 << 20]));
            Seen longest = firewall.seen.stream().reduce((a, b) -> a.length() > b.length() ? a : b).orElseThrow();
            assertTrue(longest.length() > 20_000, longest::toString);
            assertEquals(256, longest.captured());
        }
    }

    private static void taken() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> Verdict.ACCEPT)) {
            QueueOptions options = new QueueOptions(Firewall.QUEUES.first(), 10, 128, false);
            IOException refused = assertThrows(IOException.class, () -> firewall.source.bind(options));
            assertEquals("bind queue 7: EBUSY (queue 7 is taken by another process; is another E7 running here?)", refused.getMessage());
            assertEquals("hello", Traffic.udp("127.0.0.1", "hello"));
        }
        try (Firewall again = new Firewall(true, packet -> Verdict.ACCEPT)) {
            assertEquals("hello", Traffic.udp("127.0.0.1", "hello"));
            assertEquals(1, again.seen.size());
        }
    }

    private static void late() throws Exception {
        try (Firewall firewall = new Firewall(false, packet -> Verdict.ACCEPT)) {
            for (Verdict verdict : new Verdict[] {Verdict.ACCEPT, Verdict.DROP}) {
                firewall.answer(new Seen(QueueRange.ROOT, 12345, 4, UDP, 0, 0, 0, Direction.OUT, false, 1, 0, 0), verdict);
            }
            assertEquals("hello", Traffic.udp("127.0.0.1", "hello"));
            assertEquals(2, firewall.lateVerdicts());
        }
    }

    /** Each sends to the same address and port; what tells the queue is the user alone, and for the kernel's replies where they go. */
    private static void users() throws Exception {
        String script = """
                import os, socket, sys
                os.setuid(int(sys.argv[1]))
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.connect(('127.0.0.1', 9))
                s.settimeout(1)
                s.send(b'x')
                try:
                    s.recv(9)
                except OSError:
                    print('refused')
                """;
        try (Firewall firewall = new Firewall(false, packet -> Verdict.ACCEPT)) {
            for (int uid : new int[] {0, 1, 6, 1000, 1003, 65535, 65536, 100_001}) {
                firewall.seen.clear();
                assertEquals("refused", Traffic.python(script, Integer.toString(uid)));
                int own = uid == 0 ? QueueRange.ROOT : uid < 65536 ? QueueRange.USERS + uid % 4 : QueueRange.HIGH_USERS;
                List<Integer> queues = firewall.seen.stream().map(Seen::queue).toList();
                assertEquals(List.of(own, QueueRange.NO_USER_WITHIN), queues, () -> "user " + uid + ": " + firewall.seen);
            }
            assertEquals(0, firewall.lateVerdicts());
        }
    }

    private static Seen first(Firewall firewall, int version, int protocol) {
        return firewall.seen.stream().filter(seen -> seen.version() == version && seen.protocol() == protocol).findFirst().orElseThrow();
    }
}
