package e7.benchmarks.rule;

import e7.kernel.rule.RuleSet;
import e7.kernel.rule.RuleTable;
import java.lang.ref.Reference;

/**
 * Bytes of heap for each of 100,000 rules: what is used after a collection, with them and without.
 *
 * <pre>
 *   java -cp 'e7.benchmarks/target/classes:e7.benchmarks/target/lib/*' e7.benchmarks.rule.RuleMemory
 * </pre>
 */
public final class RuleMemory {

    private static final int RULES = 100_000;

    private RuleMemory() {}

    /** Prints them. */
    public static void main(String[] args) {
        // Everything is loaded and has left its garbage before it counts.
        new Workload(1000, 7).table().compile(Workload.DEFAULTS);
        long empty = used();
        RuleTable table = new Workload(RULES, 7).table();
        long withTable = used();
        RuleSet compiled = table.compile(Workload.DEFAULTS);
        long withIndex = used();
        Reference.reachabilityFence(table);
        Reference.reachabilityFence(compiled);
        System.out.printf("rules: %d, bytes each in the table: %d, compiled: %d%n", RULES, (withTable - empty) / RULES, (withIndex - withTable) / RULES);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
