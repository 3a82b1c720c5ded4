package e7.kernel.rule;

import e7.api.engine.Explanation;
import e7.api.engine.RuleFinding;
import e7.api.identity.ProcessIdentity;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Action;
import e7.api.rule.Criterion;
import e7.api.rule.RuleInfo;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules with the criteria that a catalog could make of them. Immutable: each change gives a new table, so that a list of changes
 * that fails half-way leaves nothing behind.
 */
public final class RuleTable {

    /** Stands for no rule where a rule's number is given. */
    public static final long NO_RULE = -1;

    private static final String BUILT_IN = "path=kernel";
    /** How many rules that were cleared are told, so that whoever did not mean it can say them again. */
    private static final int CLEARED_SHOWN = 8;

    private final CriterionCatalog catalog;
    private final Clock clock;
    private final RuleList rules;
    private final long nextId;

    /** While a whole policy is being read: the rules before it, which are taken over where the text names them again. Else absent. */
    private final Optional<RuleList> former;

    private RuleTable(CriterionCatalog catalog, Clock clock, List<Rule> rules, long nextId) {
        this(catalog, clock, RuleList.of(rules), nextId, Optional.empty());
    }

    private RuleTable(CriterionCatalog catalog, Clock clock, RuleList rules, long nextId, Optional<RuleList> former) {
        this.catalog = catalog;
        this.clock = clock;
        this.rules = rules;
        this.nextId = nextId;
        this.former = former;
    }

    private RuleTable with(RuleList otherRules, long newNextId) {
        return new RuleTable(catalog, clock, otherRules, newNextId, former);
    }

    /** A table that holds the built-in rule alone. */
    public static RuleTable initial(CriterionCatalog catalog, Clock clock) {
        RuleTable empty = new RuleTable(catalog, clock, List.of(), Rule.BUILT_IN_ID);
        try {
            RuleText text = new RuleText(Action.ALLOW, List.of(CriterionText.parse(BUILT_IN)), "kernel", 0, Expiry.NEVER, false);
            return new RuleTable(catalog, clock, List.of(empty.make(Rule.BUILT_IN_ID, text)), Rule.BUILT_IN_ID + 1);
        } catch (RuleSyntaxException e) {
            throw new IllegalStateException("the built-in rule is wrong: text=" + BUILT_IN, e);
        }
    }

    /** This table with one rule more, and one line that says so. */
    public Change add(Action action, List<String> words) throws RuleSyntaxException {
        RuleText text = new RuleParser(clock).parse(action, words);
        if (text.expiry().isPast(clock.instant())) {
            return tooLate(text);
        }
        Optional<Change> known = takeOver(text);
        if (known.isPresent()) {
            return known.get();
        }
        for (CriterionText criterion : text.criteria()) {
            requirePresent(criterion.name());
        }
        return with(make(nextId, text));
    }

    /**
     * This table with a rule more that was kept from an earlier run. What cannot be made of it, as its plugin has not come yet, suspends it.
     * A rule whose time is over is left out.
     */
    public Change restore(Action action, List<String> words) throws RuleSyntaxException {
        RuleText text = new RuleParser(clock).parse(action, words);
        if (text.expiry().isPast(clock.instant()) || text.expiry().endsWithRun()) {
            return leftOut(text);
        }
        Optional<Change> known = takeOver(text);
        return known.isPresent() ? known.get() : with(remake(new Rule(nextId, text, Collections.nCopies(text.criteria().size(), null)), catalog));
    }

    /** One who types a rule is told; in a whole policy time has gone by since the rule was written. */
    private Change tooLate(RuleText text) throws RuleSyntaxException {
        if (former.isEmpty()) {
            throw new RuleSyntaxException(text.expiry().text() + " is past");
        }
        return leftOut(text);
    }

    private Change leftOut(RuleText text) {
        return new Change(this, "the time of this rule is over: " + text, NO_RULE);
    }

    /** The change if such a rule is here already, or was before the policy that is being read. */
    private Optional<Change> takeOver(RuleText text) {
        Optional<Rule> here = find(rules, text);
        if (here.isPresent()) {
            return here.map(rule -> new Change(this, "rule " + rule.id() + " is that rule already", rule.id()));
        }
        return former.flatMap(before -> find(before, text)).map(rule -> new Change(with(rules.plus(rule), nextId), "rule " + rule.id() + " stays: " + text, rule.id()));
    }

    private static Optional<Rule> find(RuleList among, RuleText text) {
        return among.of(text).filter(rule -> rule.text().repeats(text)).findFirst();
    }

    private Change with(Rule added) {
        String message = "rule " + added.id() + ": " + added.text() + outrankedBy(added);
        return new Change(with(rules.plus(added), nextId + 1), message, added.id());
    }

    /**
     * A table to read a whole policy into: the built-in rule alone. A rule that this table has and that is read again stays what it is,
     * number and hits included.
     */
    public RuleTable renewed() {
        Map<Boolean, List<Rule>> parts = rules.stream().collect(Collectors.partitioningBy(Rule::isBuiltIn));
        return new RuleTable(catalog, clock, RuleList.of(parts.get(true)), nextId, Optional.of(RuleList.of(parts.get(false))));
    }

    /** Ends the reading: what was not read again is forgotten, but for the rules that were made for this run alone. */
    public RuleTable settled() {
        List<Rule> settled = new ArrayList<>(rules.stream().toList());
        former.stream()
                .flatMap(RuleList::stream)
                .filter(rule -> rule.text().expiry().endsWithRun() && find(rules, rule.text()).isEmpty())
                .forEach(settled::add);
        return new RuleTable(catalog, clock, settled, nextId);
    }

    /** The rules as they are kept for later runs, by number, in the order in which they were made; without the built-in one and those of this run. */
    public Map<Long, String> keptTexts() {
        Map<Long, String> texts = new LinkedHashMap<>();
        for (Rule rule : rules.stream().toList()) {
            if (!rule.isBuiltIn() && !rule.text().expiry().endsWithRun()) {
                texts.put(rule.id(), rule.text().kept(clock.getZone()).toString());
            }
        }
        return texts;
    }

    /** Says so if a rule of the same criteria and another action comes first, for then the new one does nothing. */
    private String outrankedBy(Rule added) {
        return rules.of(added.text())
                .filter(rule -> Rule.PRECEDENCE.compare(rule, added) < 0)
                .findFirst()
                .map(rule -> "  (outranked by rule " + rule.id() + ": " + Explainer.difference(rule, added) + ")")
                .orElse("");
    }

    private void requirePresent(String name) throws RuleSyntaxException {
        if (!catalog.names().contains(name)) {
            throw new RuleSyntaxException(
                    "no plugin offers the criterion '" + name + "'; there are " + String.join(", ", catalog.names()));
        }
    }

    private Rule make(long id, RuleText text) throws RuleSyntaxException {
        List<Criterion> criteria = new ArrayList<>();
        for (CriterionText criterion : text.criteria()) {
            criteria.add(makeOne(criterion));
        }
        return new Rule(id, text, criteria);
    }

    private Criterion makeOne(CriterionText criterion) throws RuleSyntaxException {
        return criterion.name().equals(PathCriterion.NAME)
                ? new PathCriterion(criterion.values())
                : catalog.make(criterion.name(), criterion.values());
    }

    /**
     * This table with the criteria of another catalog: those whose maker is another are made anew, and what cannot be made suspends its rule. The
     * others stay, so that a plugin that is swapped costs many rules on other criteria next to nothing.
     */
    public RuleTable with(CriterionCatalog newCatalog) {
        RuleTable next = new RuleTable(newCatalog, clock, List.of(), nextId);
        List<Rule> remade = rules.stream()
                .map(rule -> rule.suspended().isEmpty() && isMadeAlike(rule, newCatalog) ? rule : next.remake(rule, catalog))
                .toList();
        return new RuleTable(newCatalog, clock, remade, nextId);
    }

    private boolean isMadeAlike(Rule rule, CriterionCatalog other) {
        return rule.text().criteria().stream().allMatch(criterion -> isMadeAlike(criterion.name(), catalog, other));
    }

    private static boolean isMadeAlike(String name, CriterionCatalog one, CriterionCatalog other) {
        return name.equals(PathCriterion.NAME) || one.maker(name) != null && one.maker(name) == other.maker(name);
    }

    /** With what this table's catalog makes, but for criteria of the same maker. */
    private Rule remake(Rule rule, CriterionCatalog former) {
        List<Criterion> criteria = new ArrayList<>();
        String suspended = "";
        for (int i = 0; i < rule.text().criteria().size(); i++) {
            CriterionText criterion = rule.text().criteria().get(i);
            Criterion made = isMadeAlike(criterion.name(), former, catalog) ? rule.made(i) : null;
            try {
                boolean present = catalog.names().contains(criterion.name());
                made = made == null && present ? makeOne(criterion) : made;
                suspended = present ? suspended : "the plugin of the criterion '" + criterion.name() + "' is absent";
            } catch (RuleSyntaxException e) {
                suspended = e.getMessage();
            }
            criteria.add(made);
        }
        return rule.remade(criteria, suspended);
    }

    /** This table without the rules that {@code words} name: {@code all} or none for all, an id, {@code name=TEXT}, an action, or criteria. */
    public Change clear(List<String> words) throws RuleSyntaxException {
        Predicate<Rule> doomed = selection(words);
        List<Rule> kept = rules.stream().filter(rule -> rule.isBuiltIn() || !doomed.test(rule)).toList();
        int gone = rules.size() - kept.size();
        if (gone == 0 && !isAll(words) && action(words).isEmpty()) {
            boolean builtIn = rules.stream().anyMatch(rule -> rule.isBuiltIn() && doomed.test(rule));
            throw new RuleSyntaxException(builtIn
                    ? "the built-in rule cannot be cleared; a rule with a higher priority outranks it"
                    : "no rule to clear: " + String.join(" ", words));
        }
        String texts = rules.stream()
                .filter(rule -> !rule.isBuiltIn() && doomed.test(rule))
                .limit(CLEARED_SHOWN)
                .map(rule -> rule.text().toString())
                .collect(Collectors.joining("; ", gone == 0 ? "" : ": ", gone > CLEARED_SHOWN ? "; ..." : ""));
        return new Change(with(RuleList.of(kept), nextId), gone + (gone == 1 ? " rule cleared" : " rules cleared") + texts, NO_RULE);
    }

    private static boolean isAll(List<String> words) {
        return words.isEmpty() || words.equals(List.of("all"));
    }

    private static Optional<Action> action(List<String> words) {
        return Stream.of(Action.values()).filter(action -> words.equals(List.of(action.word()))).findFirst();
    }

    private Predicate<Rule> selection(List<String> words) throws RuleSyntaxException {
        if (isAll(words)) {
            return rule -> true;
        }
        String first = words.get(0);
        if (words.size() == 1 && first.matches("[0-9]{1,18}")) {
            long id = Long.parseLong(first);
            return rule -> rule.id() == id;
        }
        if (words.size() == 1 && first.startsWith("name=")) {
            String name = first.substring("name=".length());
            return rule -> !name.isEmpty() && rule.text().name().equals(name);
        }
        Optional<Action> action = action(words);
        if (action.isPresent()) {
            return rule -> rule.text().action() == action.get();
        }
        List<CriterionText> criteria = new RuleParser(clock).parseCriteria(words);
        return rule -> rule.text().hasSameCriteria(criteria);
    }

    /** This table without the rules whose time is over. The same object if there are none. */
    public RuleTable withoutExpired() {
        Instant now = clock.instant();
        List<Rule> kept = rules.stream().filter(rule -> !rule.text().expiry().isPast(now)).toList();
        return kept.size() == rules.size() ? this : new RuleTable(catalog, clock, kept, nextId);
    }

    /** When the next rule ends, if one does. */
    public Optional<Instant> nextExpiry() {
        return rules.stream().map(rule -> rule.text().expiry().at()).filter(at -> at != null).min(Comparator.naturalOrder());
    }

    /** What the packet path uses. */
    public RuleSet compile(Defaults defaults) {
        return new RuleSet(rules.stream().toList(), defaults, clock);
    }

    /** Says what the rules do with the packet that {@code question} describes. */
    public Explanation explain(String question, Defaults defaults) throws RuleSyntaxException {
        PacketSketch packet = new PacketSketch();
        for (CriterionText criterion : new RuleParser(clock).parseCriteria(Words.split(question))) {
            if (criterion.negated() || criterion.values().size() != 1) {
                throw new RuleSyntaxException("explain asks about one packet, so it takes NAME=VALUE with one value, not '" + criterion + "'");
            }
            requirePresent(criterion.name());
            sketch(criterion.name(), criterion.values().get(0), packet);
        }
        return explain(packet, defaults);
    }

    /** Says what the rules do with a packet. */
    public Explanation explain(Packet packet, Defaults defaults) {
        return new Explainer(compile(defaults), packet).explain();
    }

    private void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        if (!name.equals(PathCriterion.NAME)) {
            catalog.sketch(name, value, packet);
        } else if (value.equals(ProcessIdentity.KERNEL.path())) {
            packet.process(ProcessIdentity.KERNEL);
        } else if (value.startsWith("/") && !value.endsWith("/")) {
            String path = PathCriterion.resolve(value);
            packet.process(new ProcessIdentity(Integer.MAX_VALUE, 0, 0, 0, path, path, "sketch"));
        } else {
            throw new RuleSyntaxException("explain takes the path of one program, not '" + value + "'");
        }
    }

    /** What about the rules can hardly be meant. Takes seconds where there are very many. */
    public List<RuleFinding> review() {
        return new RuleReview(rules.stream().sorted(Rule.PRECEDENCE).toList()).findings();
    }

    /** The rules in the order in which they win. */
    public List<RuleInfo> infos() {
        return rules.stream().sorted(Rule.PRECEDENCE).map(RuleTable::info).toList();
    }

    private static RuleInfo info(Rule rule) {
        RuleText text = rule.text();
        return new RuleInfo(
                rule.id(),
                text.toString(),
                text.action(),
                text.criteria().stream().map(CriterionText::toString).toList(),
                text.name(),
                text.priority(),
                rule.suspended(),
                rule.isBuiltIn(),
                text.expiry().at() == null ? text.expiry().text() : text.expiry().at().toString(),
                rule.hits().sum(),
                rule.hits().last());
    }

    /** The catalog that the criteria were made by. */
    public CriterionCatalog catalog() {
        return catalog;
    }

    /**
     * A table that came of another.
     *
     * @param table the new one
     * @param message one line on what is different
     * @param rule the rule that the change was about, or {@link #NO_RULE}
     */
    public record Change(RuleTable table, String message, long rule) {}
}
