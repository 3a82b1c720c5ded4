package e7.benchmarks.rule;

import e7.api.packet.Packet;
import e7.kernel.index.Candidates;
import e7.kernel.rule.RuleSet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What {@link DecisionBenchmark} measures, in processor time of the thread, with rounds of all numbers of rules by turns: for a machine that others
 * use as well, where JMH's clock counts their time, too.
 *
 * <pre>
 *   java -cp 'e7.benchmarks/target/classes:e7.benchmarks/target/lib/*' e7.benchmarks.rule.DecisionTime
 * </pre>
 */
public final class DecisionTime {

    private static final int WARMUP = 15;
    private static final int ROUNDS = 60;
    private static final int DECISIONS = 50_000;

    private final int rules;
    private final RuleSet compiled;
    private final Packet[] packets;
    private final char[] order;
    private final Candidates candidates = new Candidates();
    private final List<Long> nanos = new ArrayList<>();
    private int next;

    /** So that no decision is made in vain. */
    private long allowed;

    private DecisionTime(int rules, String traffic) {
        Workload workload = new Workload(rules, 7);
        this.rules = rules;
        this.compiled = workload.table().compile(Workload.DEFAULTS);
        this.packets = workload.packets(Workload.KINDS, !traffic.equals("nameless"));
        this.order = Workload.order(traffic);
    }

    /** Prints nanoseconds of each, and how many times the first they are. */
    public static void main(String[] args) {
        for (String traffic : List.of("few", "skewed", "uniform", "nameless")) {
            List<DecisionTime> all = List.of(new DecisionTime(10, traffic), new DecisionTime(1_000, traffic), new DecisionTime(100_000, traffic));
            for (int round = 0; round < WARMUP + ROUNDS; round++) {
                for (DecisionTime one : all) {
                    one.round(round >= WARMUP);
                }
            }
            for (DecisionTime one : all) {
                System.out.printf(
                        "%-8s  rules: %6d  ns, least: %4d (%.2f)  median: %4d (%.2f)%n",
                        traffic, one.rules, one.share(0), one.share(0) / (double) all.get(0).share(0), one.share(2),
                        one.share(2) / (double) all.get(0).share(2));
            }
        }
    }

    private void round(boolean counts) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < DECISIONS; i++) {
            allowed += compiled.decide(packets[order[next++ & order.length - 1]], candidates).action().strictness() == 0 ? 1 : 0;
        }
        if (counts) {
            nanos.add((threads.getCurrentThreadCpuTime() - before) / DECISIONS);
        }
    }

    /** The value that so many quarters of all rounds are below. */
    private long share(int quarters) {
        if (allowed < 0) {
            throw new IllegalStateException("more decisions than there were");
        }
        Collections.sort(nanos);
        return nanos.get(nanos.size() * quarters / 4);
    }
}
