package e7.console.command;

import e7.api.engine.Policy;
import e7.api.engine.PolicyException;
import e7.api.engine.RulesImporter;
import e7.api.engine.RulesImporter.ForeignRule;
import e7.api.engine.RulesImporter.Imported;
import e7.console.command.ImportReport.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rules of another program become rules of the policy, as one change, with a line on each of what became of it. */
final class ForeignImport {

    /** What the statements begin with that put the rules in the place of the present ones. Flags stay. */
    private static final String CLEAR = "clear";

    private final Policy policy;
    private final boolean replaces;
    private final boolean isTrial;

    /**
     * An import into a policy.
     *
     * @param replaces whether the present rules go
     * @param isTrial whether nothing is to be changed
     */
    ForeignImport(Policy policy, boolean replaces, boolean isTrial) {
        this.policy = policy;
        this.replaces = replaces;
        this.isTrial = isTrial;
    }

    /** Reads, applies what can be carried over, and reports. */
    ImportReport run(RulesImporter importer, Path path) {
        Imported imported;
        try {
            imported = importer.read(path);
        } catch (IOException e) {
            throw new CommandException(e.getMessage());
        }
        List<Line> lines = judged(imported.rules());
        List<String> statements = lines.stream().filter(line -> line.isCarriedOver()).flatMap(line -> line.statements().stream()).toList();
        if (!isTrial && !statements.isEmpty()) {
            apply(statements);
        }
        return new ImportReport(lines, imported.notes(), summary(lines));
    }

    /** Asks the policy for its word on each statement, so that one user or plugin that is not here does not keep all others out. */
    private List<Line> judged(List<ForeignRule> rules) {
        List<String> asked = new ArrayList<>(replaces ? List.of(CLEAR) : List.of());
        rules.stream().filter(ForeignRule::inForce).forEach(rule -> asked.addAll(texts(rule)));
        List<String> faults = policy.check(asked);
        List<Line> lines = new ArrayList<>();
        int next = replaces ? 1 : 0;
        for (ForeignRule rule : rules) {
            List<String> texts = texts(rule);
            String fault = "";
            for (int i = 0; rule.inForce() && i < texts.size(); i++) {
                String one = faults.get(next++);
                fault = fault.isEmpty() ? one : fault;
            }
            lines.add(line(rule, texts, fault));
        }
        return lines;
    }

    private static Line line(ForeignRule rule, List<String> texts, String fault) {
        if (!fault.isEmpty() || texts.isEmpty()) {
            return Line.leftOut(rule.name(), rule.restricts(), fault.isEmpty() ? rule.remark() : fault);
        }
        return Line.of(rule.name(), rule.inForce(), rule.restricts(), texts, rule.remark());
    }

    private static List<String> texts(ForeignRule rule) {
        return rule.statements().stream().map(Statements::join).toList();
    }

    private void apply(List<String> statements) {
        List<String> all = new ArrayList<>(replaces ? List.of(CLEAR) : List.of());
        all.addAll(statements);
        try {
            policy.apply(all);
        } catch (PolicyException e) {
            throw new CommandException(all.get(e.index()) + ": " + e.getMessage() + "; nothing was changed");
        }
    }

    private String summary(List<Line> lines) {
        long carried = lines.stream().filter(line -> line.isCarriedOver()).count();
        long lost = lines.stream().filter(line -> line.isLeftOut() && line.restricts()).count();
        String done = carried == 0 ? "nothing was changed"
                : isTrial ? "nothing was changed, as this is a dry run"
                : replaces ? "they are in force in the place of the former rules"
                : "they are in force beside the present rules";
        String warning = lost == 0 ? ""
                : "; " + lost + " of those left out " + (lost == 1 ? "forbids" : "forbid") + ", or may forbid, what is not forbidden here";
        return carried + " of " + lines.size() + " carried over; " + done + warning;
    }
}
