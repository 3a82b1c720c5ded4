package e7.console.command;

import e7.api.engine.Policy;
import e7.api.engine.PolicyException;
import e7.api.engine.RuleFinding;
import e7.api.engine.RulesImporter;
import e7.api.engine.SavedRules;
import e7.api.engine.SavedRules.Version;
import e7.api.rule.RuleInfo;
import e7.console.format.Moment;
import e7.console.format.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The command {@code rules}: the rules as a list, and the policy as a text that is written, read, compared and restored. */
@Component(service = RulesCommands.class, property = {"osgi.command.scope=e7", "osgi.command.function=rules"})
public final class RulesCommands {

    static final List<String> VERBS = List.of("list", "check", "export", "import", "diff", "versions", "restore");

    private static final Clock CLOCK = Clock.systemDefaultZone();

    private static final String FROM = "--from";
    private static final String REPLACE = "--replace";
    private static final String DRY_RUN = "--dry-run";
    static final List<String> IMPORT_OPTIONS = List.of(FROM, REPLACE, DRY_RUN);

    private final Policy policy;
    private final SavedRules saved;

    /** Whoever reads other programs' rules; replaced as a whole when one comes or goes. */
    @Reference(policy = ReferencePolicy.DYNAMIC)
    volatile List<RulesImporter> importers = List.of();

    /** For the framework. */
    @Activate
    public RulesCommands(@Reference Policy policy, @Reference SavedRules saved) {
        this.policy = policy;
        this.saved = saved;
    }

    /** Does what the first word says; without one it lists the rules in the order in which they win. */
    public String rules(CommandSession session, String... words) {
        Options options = new Options("rules", words);
        String verb = options.rest().isEmpty() ? "list" : options.rest().remove(0);
        return switch (verb) {
            case "list" -> list(options);
            case "check" -> check(options);
            case "export" -> export(session, options);
            case "import" -> options.rest().contains(FROM) ? importForeign(session, options) : importFrom(file(session, options));
            case "diff" -> diff(session, options);
            case "versions" -> versions(options);
            case "restore" -> restore(options);
            default -> throw new CommandException("rules takes " + String.join(", ", VERBS) + ", not '" + verb + "'; see help rules");
        };
    }

    private String list(Options options) {
        options.end();
        List<RuleInfo> rules = policy.rules();
        return options.render(rules, style -> ruleTable(rules).text(style));
    }

    private String check(Options options) {
        options.end();
        List<RuleFinding> findings = policy.review();
        return options.render(findings, style -> findings.isEmpty()
                ? "every rule can win, and no two contradict each other"
                : findings.stream().map(RuleFinding::text).collect(Collectors.joining("\n")));
    }

    private static Table ruleTable(List<RuleInfo> rules) {
        Table table = new Table("RULE", "HITS", "LAST HIT", "ACTION", "ABOUT", "STATE");
        for (RuleInfo rule : rules) {
            String about = rule.text().substring(rule.action().word().length()).strip();
            String state = rule.isSuspended() ? "SUSPENDED: " + rule.suspended() : rule.builtIn() ? "built in" : Moment.end(rule.expires(), CLOCK);
            table.row(rule.id(), rule.hits(), Moment.local(rule.lastHit(), CLOCK), rule.action().word(), about.isEmpty() ? "any" : about, state);
        }
        return table;
    }

    private static TextFile file(CommandSession session, Options options) {
        if (options.rest().isEmpty()) {
            throw new CommandException("rules import takes a file");
        }
        TextFile file = new TextFile(session.currentDir().resolve(options.rest().remove(0)));
        options.end();
        return file;
    }

    private String export(CommandSession session, Options options) {
        List<String> text = saved.text();
        if (options.rest().isEmpty()) {
            return options.render(text, style -> String.join("\n", text));
        }
        TextFile file = file(session, options);
        file.create(text);
        return text.size() + (text.size() == 1 ? " line" : " lines") + " written to " + file;
    }

    private String importForeign(CommandSession session, Options options) {
        boolean replaces = options.take(REPLACE);
        ForeignImport foreign = new ForeignImport(policy, replaces, options.take(DRY_RUN));
        RulesImporter importer = importer(options.takeWord(FROM, "a format: " + formats()));
        ImportReport report = foreign.run(importer, file(session, options).path());
        return options.render(report, report::text);
    }

    private RulesImporter importer(String format) {
        return importers.stream()
                .filter(importer -> importer.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new CommandException("nothing here reads the rules of '" + format + "'; there are " + formats()));
    }

    private String formats() {
        return importers.stream().map(RulesImporter::format).sorted().collect(Collectors.joining(", "));
    }

    private String importFrom(TextFile file) {
        return replace(file.lines(), file.toString());
    }

    private String replace(List<String> lines, String origin) {
        List<String> before = saved.text();
        try {
            saved.replace(lines);
        } catch (PolicyException e) {
            throw new CommandException(origin + ":" + (e.index() + 1) + ": " + e.getMessage());
        }
        Difference difference = new Difference(before, saved.text());
        return origin + " is in force" + (difference.isEmpty() ? ", which changes nothing" : ":\n" + difference);
    }

    private String diff(CommandSession session, Options options) {
        Difference difference;
        if (options.rest().isEmpty()) {
            difference = new Difference(version(previous()), saved.text());
        } else if (options.rest().get(0).matches("[0-9]{1,18}")) {
            difference = new Difference(version(Long.parseLong(options.rest().remove(0))), saved.text());
            options.end();
        } else {
            difference = new Difference(saved.text(), file(session, options).lines());
        }
        return difference.isEmpty() ? "no difference" : difference.toString();
    }

    private String versions(Options options) {
        options.end();
        List<Version> versions = saved.versions();
        return options.render(versions, style -> {
            Table table = new Table("VERSION", "IN FORCE SINCE", "RULES");
            versions.forEach(version -> table.row(version.number(), Moment.local(version.since().toString(), CLOCK), version.rules()));
            return saved.file().isEmpty() ? "the rules last as long as this run; start E7 with --keep FILE to keep them" : table.text(style);
        });
    }

    private String restore(Options options) {
        String word = options.rest().isEmpty() ? Long.toString(previous()) : options.rest().remove(0);
        options.end();
        if (!word.matches("[0-9]{1,18}")) {
            throw new CommandException("rules restore takes the number of a version, not '" + word + "'; rules versions lists them");
        }
        return replace(version(Long.parseLong(word)), "version " + word);
    }

    private long previous() {
        List<Version> versions = new ArrayList<>(saved.versions());
        if (versions.size() < 2) {
            throw new CommandException(saved.file().isEmpty() ? "the rules are not kept, so there is no earlier version" : "there is no earlier version");
        }
        return versions.get(1).number();
    }

    private List<String> version(long number) {
        try {
            return saved.version(number);
        } catch (PolicyException e) {
            throw new CommandException(e.getMessage());
        }
    }
}
