package e7.benchmarks.list;

import e7.api.rule.Match;
import e7.rules.protocol.Network;
import e7.rules.protocol.list.AddressList;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to look an address up in a list of a million networks, in a heap as small as E7's own. Half of the addresses that are asked for are
 * in the list; none is asked for twice in a row, so hardly anything is in the processor's cache but the index. The memory that the list takes is
 * printed when it has been made.
 *
 * <pre>
 *   mvn -B -pl e7.benchmarks -am package -DskipTests
 *   java -cp 'e7.benchmarks/target/classes:e7.benchmarks/target/lib/*' org.openjdk.jmh.Main list.AddressListBenchmark -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = {"-Xmx96m", "-XX:+UseSerialGC"})
public class AddressListBenchmark {

    private static final int ASKED = 1 << 16;

    /** Documentation prefixes would be too few: global unicast begins with the bits 001. */
    private static final long GLOBAL_UNICAST = 0x2000_0000_0000_0000L;

    @Param({"ipv4", "ipv6", "both"})
    public String version;

    @Param({"1000000"})
    public int networks;

    private AddressList list;
    private final int[] versions = new int[ASKED];
    private final long[] high = new long[ASKED];
    private final long[] low = new long[ASKED];
    private int next;

    @Setup
    public void fill() {
        Random random = new Random(1);
        long before = used();
        AddressList.Builder builder = new AddressList.Builder();
        for (int i = 0; i < networks; i++) {
            Network network = network(random);
            builder.add(network);
            // Every 32nd of the networks or so is asked for, in an order that has nothing to do with theirs.
            int place = random.nextInt(ASKED);
            boolean present = (place & 1) == 0;
            versions[place] = network.version();
            high[place] = network.version() == 4 || present ? network.high() : GLOBAL_UNICAST | random.nextLong() >>> 3;
            low[place] = present ? network.low() : network.low() ^ random.nextInt() & 0xffff_ffffL;
        }
        list = builder.build();
        builder = null;
        System.out.printf("%n%d networks, %s: %.1f MB%n", networks, version, (used() - before) / 1e6);
    }

    /** As lists of bad addresses are: single hosts mostly, and networks of a provider's size. */
    private Network network(Random random) {
        boolean four = version.equals("ipv4") || version.equals("both") && random.nextBoolean();
        if (four) {
            return Network.ipv4(random.nextInt(), random.nextInt(4) == 0 ? 20 + random.nextInt(9) : 32);
        }
        int[] lengths = {32, 48, 56, 64, 128};
        return Network.ipv6(GLOBAL_UNICAST | random.nextLong() >>> 3, random.nextLong(), lengths[random.nextInt(lengths.length)]);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Benchmark
    public Match lookUp() {
        int i = next++ & ASKED - 1;
        return list.match(versions[i], high[i], low[i]);
    }
}
