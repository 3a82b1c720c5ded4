package e7.kernel.rule;

import e7.api.rule.Action;
import e7.api.rule.RuleSyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The grammar of rules: from the words behind the action to a {@link RuleText}. */
final class RuleParser {

    private final Clock clock;

    RuleParser(Clock clock) {
        this.clock = clock;
    }

    /** Reads a rule. A rule without criteria is meant to be about everything, so it has to say {@code any}. */
    RuleText parse(Action action, List<String> words) throws RuleSyntaxException {
        return parse(action, words, action.word());
    }

    private RuleText parse(Action action, List<String> words, String command) throws RuleSyntaxException {
        Parts parts = new Parts();
        for (String word : words) {
            parts.take(word);
        }
        if (parts.criteria.isEmpty() && !parts.any) {
            throw new RuleSyntaxException(command + " needs a criterion, such as path=/usr/bin/curl, or any for every packet");
        }
        rejectRepeats(parts.criteria);
        return new RuleText(action, parts.criteria, parts.name, parts.priority, parts.expiry, parts.log);
    }

    /** Reads the criteria alone, as {@code clear} and {@code explain} take them. */
    List<CriterionText> parseCriteria(List<String> words) throws RuleSyntaxException {
        RuleText rule = parse(Action.BLOCK, words, "this command");
        if (!rule.repeats(new RuleText(Action.BLOCK, rule.criteria(), "", 0, Expiry.NEVER, false))) {
            throw new RuleSyntaxException("only criteria can stand here, no options: " + String.join(" ", words));
        }
        return rule.criteria();
    }

    /** Two of {@code dport=80 dport=443} never hold together: a shell made them of {@code dport={80,443}}, and the rule would be idle. */
    private static void rejectRepeats(List<CriterionText> criteria) throws RuleSyntaxException {
        Set<CriterionText> seen = new HashSet<>();
        Map<String, CriterionText> wanted = new HashMap<>();
        for (CriterionText criterion : criteria) {
            if (!seen.add(criterion)) {
                throw new RuleSyntaxException("the criterion '" + criterion + "' stands twice");
            }
            CriterionText first = criterion.negated() ? null : wanted.put(criterion.name(), criterion);
            if (first != null) {
                throw new RuleSyntaxException("a rule wants all of its criteria, and '" + first + "' and '" + criterion
                        + "' exclude each other; a list means one of them: " + first.or(criterion));
            }
        }
    }

    /** What has been read of one rule so far. */
    private final class Parts {
        private final List<CriterionText> criteria = new ArrayList<>();
        private String name = "";
        private int priority;
        private Expiry expiry = Expiry.NEVER;
        private boolean log;
        private boolean any;
        /** The bare word of the short form, or null. */
        private String protocol;

        void take(String word) throws RuleSyntaxException {
            int equals = word.indexOf('=');
            if (word.startsWith("/")) {
                criteria.add(CriterionText.parse("path=" + word));
            } else if (equals >= 0) {
                takePair(word, equals);
            } else if (word.equals("log")) {
                log = true;
            } else {
                takeBare(word);
            }
        }

        private void takeBare(String word) throws RuleSyntaxException {
            if (word.equals("all")) {
                throw new RuleSyntaxException("'all' is no protocol; any stands for every packet");
            }
            if (protocol != null) {
                throw new RuleSyntaxException("'" + word + "' is neither NAME=VALUE, nor a path, nor the option log");
            }
            protocol = word;
            any = word.equals("any");
            if (!any) {
                criteria.add(CriterionText.parse("protocol=" + word));
            }
        }

        private void takePair(String word, int equals) throws RuleSyntaxException {
            String value = word.substring(equals + 1);
            switch (word.substring(0, equals)) {
                case "name" -> name = value;
                case "priority" -> priority = parsePriority(value);
                case "for" -> expiry = once(Expiry.after(value, clock));
                case "until" -> expiry = once(Expiry.until(value, clock));
                default -> criteria.add(CriterionText.parse(word));
            }
        }

        private Expiry once(Expiry next) throws RuleSyntaxException {
            if (expiry != Expiry.NEVER) {
                throw new RuleSyntaxException("a rule takes one of for= and until=, once");
            }
            return next;
        }

        private static int parsePriority(String value) throws RuleSyntaxException {
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new RuleSyntaxException("priority= takes a whole number, not '" + value + "'");
            }
        }
    }
}
