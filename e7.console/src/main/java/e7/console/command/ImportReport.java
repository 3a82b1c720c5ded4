package e7.console.command;

import e7.console.format.Style;
import e7.console.format.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the rules of another program.
 *
 * @param rules a line for each
 * @param notes what holds for all
 * @param summary one line
 */
public record ImportReport(List<Line> rules, List<String> notes, String summary) {

    private static final String CARRIED_OVER = "carried over";
    private static final String DISABLED = "disabled";
    private static final String LEFT_OUT = "LEFT OUT";

    /**
     * The line on a rule.
     *
     * @param rule its name there
     * @param outcome {@code carried over}; {@code disabled}, as it was there; or {@code LEFT OUT}
     * @param restricts whether it forbids something, or may
     * @param statements what it is here, or would be
     * @param remark what was not carried over and why
     */
    public record Line(String rule, String outcome, boolean restricts, List<String> statements, String remark) {

        static Line of(String rule, boolean inForce, boolean restricts, List<String> statements, String remark) {
            return new Line(rule, inForce ? CARRIED_OVER : DISABLED, restricts, statements, remark);
        }

        static Line leftOut(String rule, boolean restricts, String why) {
            return new Line(rule, LEFT_OUT, restricts, List.of(), why);
        }

        boolean isCarriedOver() {
            return outcome.equals(CARRIED_OVER);
        }

        boolean isLeftOut() {
            return outcome.equals(LEFT_OUT);
        }

        private String here() {
            String text = String.join("; ", statements);
            return text.isEmpty() || remark.isEmpty() ? text + remark : text + "  (" + remark + ")";
        }
    }

    String text(Style style) {
        Table table = new Table("RULE THERE", "", "RULE HERE, OR WHY NOT");
        rules.forEach(line -> table.row(line.rule, line.outcome, line.here()));
        List<String> lines = new ArrayList<>(table.lines(style));
        notes.forEach(note -> lines.add("- " + note));
        lines.add(summary);
        return String.join("\n", lines);
    }
}
