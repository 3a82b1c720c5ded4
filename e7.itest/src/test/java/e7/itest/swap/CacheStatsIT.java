package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.itest.framework.InFelix;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.cm.ConfigurationAdmin;

/** What {@code e7:cache stats} says is what the packets did: as many are sent as are counted, and no more than those. */
@InFelix
class CacheStatsIT extends LiveSwap {

    private static final List<String> KINDS = List.of("process", "verdict");
    private static final int ROUNDS = 200;

    private final InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private CommandProcessor processor;
    private DatagramSocket client;
    private DatagramSocket server;

    @BeforeEach
    void open(CommandProcessor theProcessor) throws Exception {
        processor = theProcessor;
        policy.apply(List.of("block udp dport=9", "allow protocol=udp user=0"));
        server = socket();
        client = socket();
    }

    private DatagramSocket socket() throws Exception {
        DatagramSocket socket = new DatagramSocket(any);
        socket.setSoTimeout(5000);
        return socket;
    }

    @AfterEach
    void close(ConfigurationAdmin configurations) throws Exception {
        client.close();
        server.close();
        configurations.getConfiguration("e7.caches", "?").delete();
    }

    /** Two packets, of which each has arrived when this returns. */
    private void round(DatagramSocket from) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[1], 1, server.getLocalSocketAddress());
        from.send(packet);
        server.receive(packet);
        server.send(packet);
        from.receive(packet);
    }

    private String say(String words) throws Exception {
        return WaysToSwapIT.say(processor, words);
    }

    /** A figure of each kind, by the name it has in JSON. */
    private List<Long> figures(String name) throws Exception {
        List<Long> figures = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"" + name + "\":(\\d+)").matcher(say("e7:cache stats --json"));
        while (matcher.find()) {
            figures.add(Long.parseLong(matcher.group(1)));
        }
        assertEquals(KINDS.size(), figures.size());
        return figures;
    }

    private List<Instant> lastSwaps() throws Exception {
        List<Instant> times = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"lastSwap\":\"([^\"]+)\"").matcher(say("e7:cache stats --json"));
        while (matcher.find()) {
            times.add(Instant.parse(matcher.group(1)));
        }
        return times;
    }

    private void awaitEntries(List<Long> expected) throws Exception {
        for (int i = 0; !figures("entries").equals(expected) && i < 2000; i++) {
            Thread.sleep(1);
        }
        assertEquals(expected, figures("entries"));
    }

    private void use(String strategy) throws Exception {
        for (String kind : KINDS) {
            say("e7:cache use " + kind + " " + strategy);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"array-slot", "douane-list", "set-assoc"})
    void shouldCountWhatPacketsDid(String strategy) throws Exception {
        use(strategy.equals("set-assoc") ? "array-slot" : "set-assoc");
        for (int i = 0; i < 20; i++) {
            round(client);
        }
        List<Long> entries = figures("entries");
        Instant before = Instant.now();
        use(strategy);
        // Warm, and nothing was looked up yet.
        awaitEntries(entries);
        assertEquals(List.of(0L, 0L), figures("hits"));
        assertEquals(List.of(0L, 0L), figures("misses"));

        for (int i = 0; i < ROUNDS; i++) {
            round(client);
        }
        assertEquals(List.of(2L * ROUNDS, 2L * ROUNDS), figures("hits"), "two packets a round, each looked up once in each cache");
        assertEquals(List.of(0L, 0L), figures("misses"));
        assertTrue(figures("probes").stream().allMatch(probes -> probes >= 2 * ROUNDS));
        assertEquals(List.of(0L, 0L), figures("evictions"));
        assertEquals(List.of(0L, 0L), figures("queued"));
        assertTable(strategy, before);

        try (DatagramSocket another = socket()) {
            round(another);
        }
        awaitEntries(List.of(entries.get(0) + 1, figures("entries").get(1)));
        assertTrue(figures("misses").get(0) >= 1, "the new socket was not known");
    }

    /** What the administrator reads is the same, with the mean of the probes and the time of the swap. */
    private void assertTable(String strategy, Instant swapNotBefore) throws Exception {
        String table = say("e7:cache stats");
        for (String title : List.of("HITS", "MISSES", "EVICTIONS", "COLLISIONS", "ENTRIES", "PROBES", "QUEUED", "LAST SWAP")) {
            assertTrue(table.contains(title), table);
        }
        for (int kind = 0; kind < KINDS.size(); kind++) {
            int index = kind;
            String row = table.lines().filter(line -> line.contains(KINDS.get(index) + " ")).findFirst().orElseThrow();
            String[] cells = row.strip().split(" +");
            assertEquals(List.of(KINDS.get(kind), strategy, "" + 2 * ROUNDS, "0"), List.of(cells).subList(0, 4), table);
            double mean = (double) figures("probes").get(kind) / (2 * ROUNDS);
            assertEquals(mean, Double.parseDouble(cells[8]), 0.005, table);
            assertTrue(cells.length > 10, table);
            Duration since = Duration.between(swapNotBefore, lastSwaps().get(kind));
            assertTrue(since.toMillis() >= -1 && since.toSeconds() < 60, table);
        }
    }
}
