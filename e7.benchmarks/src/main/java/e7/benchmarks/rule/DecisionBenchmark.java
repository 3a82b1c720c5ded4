package e7.benchmarks.rule;

import e7.api.packet.Packet;
import e7.kernel.index.Candidates;
import e7.kernel.rule.Decision;
import e7.kernel.rule.RuleSet;
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
 * What a decision costs that is not in the verdict cache, by the number of rules. Its bar: at 100,000 rules at most 1.5 times what it costs at
 * 10, in the same run.
 *
 * <p>{@code few}: 64 kinds of packets, whose rules stay in the processor's caches, so that the index alone is measured; {@code skewed}: 4,096
 * kinds, some much oftener than others (Zipf); {@code uniform}: each as often as any other, which is hard on the caches; {@code nameless}: skewed, and nobody knows the process.
 *
 * <pre>
 *   mvn -B -pl e7.benchmarks -am package -DskipTests
 *   java -jar e7.benchmarks/target/benchmarks.jar rule.DecisionBenchmark -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecisionBenchmark {

    @Param({"10", "1000", "100000"})
    public int rules;

    @Param({"few", "skewed", "uniform", "nameless"})
    public String traffic;

    private final Candidates candidates = new Candidates();
    private RuleSet compiled;
    private Packet[] packets;
    private char[] order;
    private int next;

    @Setup
    public void prepare() {
        Workload workload = new Workload(rules, 7);
        compiled = workload.table().compile(Workload.DEFAULTS);
        packets = workload.packets(Workload.KINDS, !traffic.equals("nameless"));
        order = Workload.order(traffic);
    }

    @Benchmark
    public Decision decide() {
        return compiled.decide(packets[order[next++ & order.length - 1]], candidates);
    }
}
