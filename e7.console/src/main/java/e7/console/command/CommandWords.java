package e7.console.command;

import e7.api.engine.Caches;
import e7.api.engine.Policy;
import e7.api.rule.RuleInfo;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that may follow in a command, for completion. */
public final class CommandWords {

    private static final String JSON = "--json";
    private static final Pattern PATH_IN_RULE = Pattern.compile("(?<before>(path!?=([^,]*,)*)?)(?<path>/[^,]*)");
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "status", List.of(JSON),
            "rules", List.of(JSON),
            "plugins", List.of(JSON),
            "events", List.of(JSON, "-f", "-n"),
            "flows", List.of(JSON, "--once", "-n", "-d"),
            "top", List.of(JSON, "--once", "-n", "-d"),
            "explain", List.of(JSON),
            "get", List.of(JSON));

    private final Policy policy;
    private final Caches caches;

    /** Asks these what there is. */
    public CommandWords(Policy policy, Caches caches) {
        this.policy = policy;
        this.caches = caches;
    }

    /** The commands and what each does, in the order in which help lists them. */
    public Map<String, String> commands() {
        Map<String, String> commands = new LinkedHashMap<>();
        Topic.ALL.forEach(topic -> commands.put(topic.name(), topic.about()));
        return commands;
    }

    /**
     * What the word that was begun may become.
     *
     * @param words the words before it, the command first, with or without its scope
     * @param typed what has been typed of it, which may be nothing
     */
    public List<String> after(List<String> words, String typed) {
        String command = words.get(0).replaceFirst("^e7:", "");
        List<String> given = words.subList(1, words.size());
        Stream<String> offered = switch (command) {
            case "clear" -> Stream.concat(given.isEmpty() ? ruleWords() : Stream.empty(),
                    Stream.concat(policyWords(command, given, typed), paths(typed)));
            case "allow", "block", "reject", "ask", "explain" -> Stream.concat(policyWords(command, given, typed), paths(typed));
            case "set", "mode", "get" -> policyWords(command, given, typed);
            case "cache" -> cacheWords(given);
            case "rules" -> rulesWords(given, typed);
            case "help" -> given.isEmpty() ? commands().keySet().stream() : Stream.empty();
            case "try" -> given.isEmpty() && !typed.contains("/") ? programs() : files(typed);
            default -> Stream.empty();
        };
        Stream<String> options = OPTIONS.getOrDefault(command, List.of()).stream().filter(option -> !given.contains(option));
        return Stream.concat(offered, options).filter(word -> word.startsWith(typed)).distinct().toList();
    }

    private static Stream<String> rulesWords(List<String> given, String typed) {
        if (given.isEmpty()) {
            return RulesCommands.VERBS.stream();
        }
        Stream<String> options = given.get(0).equals("import") ? RulesCommands.IMPORT_OPTIONS.stream().filter(one -> !given.contains(one)) : Stream.empty();
        return Stream.concat(files(typed), options);
    }

    /** By what {@code clear} finds rules, apart from criteria. */
    private Stream<String> ruleWords() {
        List<RuleInfo> own = policy.rules().stream().filter(rule -> !rule.builtIn()).toList();
        Stream<String> names = own.stream().map(RuleInfo::name).filter(name -> name.matches("\\S+")).map(name -> "name=" + name);
        return Stream.concat(Stream.of("all"), Stream.concat(own.stream().map(rule -> Long.toString(rule.id())).sorted(), names));
    }

    private Stream<String> policyWords(String command, List<String> given, String typed) {
        return policy.complete(Statements.join(command, given.toArray(String[]::new)) + " " + typed).stream();
    }

    /** The paths that a rule may name, in its short form or behind {@code path=}, which take absolute ones. */
    private static Stream<String> paths(String typed) {
        Matcher path = PATH_IN_RULE.matcher(typed);
        return path.matches() ? files(path.group("path")).map(file -> path.group("before") + file) : Stream.empty();
    }

    private Stream<String> cacheWords(List<String> given) {
        if (given.isEmpty()) {
            return Stream.of("list", "stats", "use", JSON);
        }
        return switch (given.get(0)) {
            case "use" -> given.size() == 1 ? caches.kinds().stream() : given.size() == 2 ? caches.strategies().stream() : Stream.empty();
            default -> given.size() == 1 ? Stream.of(JSON) : Stream.empty();
        };
    }

    private static Stream<String> programs() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> content(folder).filter(File::canExecute).filter(File::isFile).map(File::getName))
                .sorted();
    }

    /** A folder ends in a slash. */
    private static Stream<String> files(String typed) {
        String folder = typed.substring(0, typed.lastIndexOf('/') + 1);
        return content(folder.isEmpty() ? "." : folder)
                .map(file -> folder + file.getName() + (file.isDirectory() ? "/" : ""))
                .sorted();
    }

    private static Stream<File> content(String folder) {
        File[] files = new File(folder).listFiles();
        return files == null ? Stream.empty() : Stream.of(files);
    }
}
