package e7.foreign.opensnitch;

import java.util.ArrayList;
import java.util.List;

/**
 * OpenSnitch's order as priorities. It goes through the rules by name; the first that matches and denies, rejects, or has precedence decides,
 * and if there is none, any other that matches, which can but allow (its daemon/rule/loader.go, FindFirstMatch). So the order is: those that
 * end the search, by name, and behind them all others. Neighbours of one action need no order among them and share a priority.
 *
 * <p>All are below 0: what the present rules decide, the one for the kernel's own packets included, stays as it is.
 */
final class Precedence {

    private final List<Integer> priorities = new ArrayList<>();

    /**
     * Ranks the rules.
     *
     * @param byName in the order of their names, none disabled
     */
    Precedence(List<SnitchRule> byName) {
        int priority = -1;
        String action = null;
        for (SnitchRule rule : byName) {
            if (rule.ends()) {
                priority -= action == null || action.equals(rule.action()) ? 0 : 1;
                action = rule.action();
            }
            priorities.add(rule.ends() ? priority : 0);
        }
        int others = action == null || action.equals("allow") ? priority : priority - 1;
        priorities.replaceAll(one -> one == 0 ? others : one);
    }

    /** The priority of the rule at that index. */
    int of(int index) {
        return priorities.get(index);
    }
}
