package e7.console.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines in which two policies differ. Their order hardly counts for rules, so it is not compared. */
final class Difference {

    private final List<String> lines = new ArrayList<>();

    Difference(List<String> before, List<String> after) {
        collect("- ", before, count(after));
        collect("+ ", after, count(before));
    }

    private static Map<String, Integer> count(List<String> text) {
        Map<String, Integer> counts = new HashMap<>();
        text.forEach(line -> counts.merge(line.strip(), 1, Integer::sum));
        return counts;
    }

    private void collect(String sign, List<String> text, Map<String, Integer> others) {
        for (String line : text) {
            boolean isNew = others.merge(line.strip(), -1, Integer::sum) < 0;
            if (isNew && !line.isBlank()) {
                lines.add(sign + line.strip());
            }
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
