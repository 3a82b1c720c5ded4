package e7.foreign.opensnitch;

import java.util.List;

/**
 * A rule as OpenSnitch has it in a file (its daemon/rule/rule.go, type Rule). What a file does not say is empty or false, as there.
 *
 * @param name by which the rules are ordered; not unique among files
 * @param action {@code allow}, {@code deny} or {@code reject}
 * @param duration {@code always}, {@code until restart}, {@code once}, or a time span such as {@code 12h}
 * @param enabled whether it is in force
 * @param precedence whether nothing behind it counts where it matches
 * @param operator what it is about
 */
record SnitchRule(String name, String action, String duration, boolean enabled, boolean precedence, Operator operator) {

    /** Whether it forbids. */
    boolean denies() {
        return !action.equals("allow");
    }

    /** Whether OpenSnitch looks no further where it matches. */
    boolean ends() {
        return precedence || denies();
    }

    /**
     * A condition (its daemon/rule/operator.go, type Operator).
     *
     * @param type how the data is compared: {@code simple}, {@code regexp}, {@code list}, {@code network}, {@code lists}, {@code range}
     * @param operand what of a connection is compared, such as {@code process.path}
     * @param data what it is compared with
     * @param sensitive whether letter case counts
     * @param list for the type {@code list}: the conditions that all have to hold
     */
    record Operator(String type, String operand, String data, boolean sensitive, List<Operator> list) {
        Operator {
            list = List.copyOf(list);
        }
    }
}
