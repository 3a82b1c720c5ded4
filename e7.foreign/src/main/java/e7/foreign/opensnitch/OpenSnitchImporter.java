package e7.foreign.opensnitch;

import e7.api.engine.RulesImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** Reads OpenSnitch's folder of rules, or one of its files. */
@Component
public final class OpenSnitchImporter implements RulesImporter {

    /** In the folder above the rules. */
    static final String ALIASES = "network_aliases.json";

    private static final List<String> ACTIONS = List.of("allow", "deny", "reject");

    /** Go compares strings byte by byte. */
    private static final Comparator<String> GO_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    /** What became of one file: a rule, or the reason why there is none. */
    private record Entry(String label, SnitchRule rule, List<String> words, List<String> remarks, String fault) {
        boolean isCarried() {
            return fault.isEmpty();
        }
    }

    @Override
    public String format() {
        return "opensnitch";
    }

    @Override
    public Imported read(Path path) throws IOException {
        List<Path> files = files(path);
        if (files.isEmpty()) {
            throw new IOException("no rules in " + path + ": there is no file *.json");
        }
        return new Reading(aliases(path)).of(files);
    }

    /** As OpenSnitch picks them, in the order of their names. */
    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            if (!Files.exists(path)) {
                throw new IOException("no such file or folder: " + path);
            }
            return List.of(path);
        }
        try (Stream<Path> content = Files.list(path)) {
            return content.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString(), GO_ORDER))
                    .toList();
        } catch (IOException e) {
            throw new IOException("cannot read " + path + ": " + e.getClass().getSimpleName().replaceFirst("Exception$", ""), e);
        }
    }

    private static Map<String, List<String>> aliases(Path path) throws IOException {
        Path folder = (Files.isDirectory(path) ? path : path.toAbsolutePath().getParent()).toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.exists(folder.resolve(ALIASES))) {
            return Map.of();
        }
        return RuleFile.readAliases(folder.resolve(ALIASES));
    }

    /** One pass over a folder. */
    private static final class Reading {
        private final Map<String, List<String>> aliases;
        private final List<Entry> entries = new ArrayList<>();
        private boolean ignoresCase;

        Reading(Map<String, List<String>> aliases) {
            this.aliases = aliases;
        }

        Imported of(List<Path> files) {
            Map<String, Path> latest = new LinkedHashMap<>();
            Map<Path, SnitchRule> rules = new LinkedHashMap<>();
            for (Path file : files) {
                try {
                    SnitchRule rule = RuleFile.read(file);
                    rules.put(file, rule);
                    latest.put(rule.name(), file);
                } catch (IOException e) {
                    entries.add(new Entry(file.getFileName().toString(), null, List.of(), List.of(), e.getMessage()));
                }
            }
            rules.forEach((file, rule) -> entries.add(entry(file, rule, latest.get(rule.name()))));
            entries.sort(Comparator.comparing(entry -> entry.rule == null ? entry.label : entry.rule.name(), GO_ORDER));
            return new Imported(ranked(), notes());
        }

        private Entry entry(Path file, SnitchRule rule, Path latest) {
            String label = rule.name().isEmpty() ? file.getFileName().toString() : rule.name();
            Wording wording = new Wording(rule.action().equals("allow"), aliases);
            try {
                if (!latest.equals(file)) {
                    throw new UnsayableException(latest.getFileName() + " has the same name, and OpenSnitch reads it later");
                }
                if (!ACTIONS.contains(rule.action())) {
                    throw new UnsayableException("its action is '" + rule.action() + "'");
                }
                wording.add(rule.operator());
                List<String> words = new ArrayList<>(wording.words());
                words.addAll(TimeSpan.options(rule.duration(), !rule.denies()));
                ignoresCase |= rule.enabled() && wording.ignoresCase();
                return new Entry(label, rule, words, wording.remarks(), "");
            } catch (UnsayableException e) {
                return new Entry(label, rule, List.of(), List.of(), e.getMessage());
            }
        }

        private List<ForeignRule> ranked() {
            List<Entry> carried = entries.stream().filter(entry -> entry.isCarried() && entry.rule.enabled()).toList();
            Precedence precedence = new Precedence(carried.stream().map(Entry::rule).toList());
            List<ForeignRule> rules = new ArrayList<>();
            int index = 0;
            for (Entry entry : entries) {
                boolean isRanked = entry.isCarried() && entry.rule.enabled();
                rules.add(foreign(entry, isRanked ? precedence.of(index++) : -1));
            }
            return rules;
        }

        private static ForeignRule foreign(Entry entry, int priority) {
            SnitchRule rule = entry.rule;
            if (!entry.isCarried()) {
                // Nobody knows what stands in a file that cannot be read.
                boolean restricts = rule == null || rule.enabled() && rule.denies();
                return new ForeignRule(entry.label, List.of(), rule == null || rule.enabled(), restricts, entry.fault);
            }
            List<String> statement = new ArrayList<>(List.of(rule.action().equals("deny") ? "block" : rule.action()));
            statement.addAll(entry.words);
            statement.add("priority=" + priority);
            statement.add("name=" + printable(entry.label));
            return new ForeignRule(entry.label, List.of(statement), rule.enabled(), rule.denies(), String.join("; ", entry.remarks));
        }

        private static String printable(String name) {
            return name.chars()
                    .mapToObj(c -> Character.isISOControl(c) ? "?" : String.valueOf((char) c))
                    .collect(Collectors.joining());
        }

        private List<String> notes() {
            List<String> notes = new ArrayList<>(List.of(
                    "these rules have priorities below 0: they decide what rules without a priority leave open",
                    "they are about what this host begins, as OpenSnitch judges nothing else; where unkrule is block, 'allow direction=in' lets"
                            + " its servers answer",
                    "OpenSnitch's default action is not among its rules; here it is the flag unkrule"));
            if (ignoresCase) {
                notes.add("letter case counts in paths, command lines and names of interfaces here; OpenSnitch takes them in any case where a rule"
                        + " is not 'sensitive'");
            }
            return notes;
        }
    }
}
