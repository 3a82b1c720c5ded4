package e7.benchmarks.rule;

import e7.kernel.rule.RuleSet;
import e7.kernel.rule.RuleTable;
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
 * What it takes until changed rules are ready for the packets, off their threads. Its bar: 100,000 rules in a second.
 *
 * <pre>
 *   java -jar e7.benchmarks/target/benchmarks.jar rule.CompileBenchmark
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(2)
public class CompileBenchmark {

    @Param({"1000", "100000"})
    public int rules;

    private RuleTable table;
    private int added;

    @Setup
    public void prepare() {
        table = new Workload(rules, 7).table();
    }

    /** All of them. */
    @Benchmark
    public RuleSet compile() {
        return table.compile(Workload.DEFAULTS);
    }

    /** One more, as a command adds it: parsed, looked for among the others, and all compiled. */
    @Benchmark
    public RuleSet addOne() {
        table = Workload.add(table, "block dst=203.0.113.7 dport=" + added++ % 65536 + " user=" + added);
        return table.compile(Workload.DEFAULTS);
    }

    /** From the words of a rules file to compiled rules, without the file. */
    @Benchmark
    public RuleSet readAndCompile() {
        return new Workload(rules, 7).table().compile(Workload.DEFAULTS);
    }
}
