package e7.api.engine;

import java.time.Duration;
import java.util.List;

/**
 * What {@code status} shows.
 *
 * @param state where the engine stands
 * @param reason why it failed, or the empty string
 * @param mode the flag {@code mode}: enabled, disabled, block or observe
 * @param uptime since it began to guard
 * @param hook how packets are queued, as the transport says
 * @param kernelDecides what the kernel decides by itself, such as {@code nothing: every packet is queued and judged}
 * @param queue the first queue's number
 * @param queues how many queues there are, numbered one after the other
 * @param generation the decision generation
 * @param rules rules in the table, suspended ones included, the built-in one excluded
 * @param suspended one line for each suspended rule, with the reason
 * @param processCache strategy in use, or {@code none}
 * @param verdictCache strategy in use, or {@code none}
 * @param counters the engine's counts
 * @param warnings what the administrator should know, one line each: plugins that were not removed cleanly, faults, losses, a hook that others changed
 */
public record Status(
        Firewall.State state,
        String reason,
        String mode,
        Duration uptime,
        String hook,
        String kernelDecides,
        int queue,
        int queues,
        long generation,
        int rules,
        List<String> suspended,
        String processCache,
        String verdictCache,
        Counters counters,
        List<String> warnings) {

    /** Copies the lists. */
    public Status {
        suspended = List.copyOf(suspended);
        warnings = List.copyOf(warnings);
    }

    /** Their numbers, for people. */
    public String queueNumbers() {
        return "queues " + queue + " to " + (queue + queues - 1);
    }
}
