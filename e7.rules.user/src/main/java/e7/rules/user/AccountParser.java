package e7.rules.user;

import e7.api.rule.RuleSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * From the values in a rule to numbers. The file is read anew for every rule, so there is nothing to invalidate; numbers alone are
 * understood without it.
 */
final class AccountParser {

    private static final int MOST_COMPLETIONS = 100;

    private final String kind;
    private final AccountFile file;
    private final IdMap present;
    private final Consumer<String> warnings;
    private final Set<String> absent = ConcurrentHashMap.newKeySet();

    /** What each name stood for when it was last looked up, to notice that it moved. */
    private final Map<String, Long> lastNumbers = new ConcurrentHashMap<>();

    /**
     * For one kind of account.
     *
     * @param kind {@code user} or {@code group}, for messages
     * @param path where the names are
     * @param present which numbers exist in the namespace that we are in
     * @param warnings is told, in one line, when a name stands for another number than at the look-up before, and, once for each, of a
     *     value that no packet can have
     */
    AccountParser(String kind, Path path, IdMap present, Consumer<String> warnings) {
        this.kind = kind;
        this.file = new AccountFile(path);
        this.present = present;
        this.warnings = warnings;
    }

    /**
     * Resolves names and numbers.
     *
     * @throws RuleSyntaxException for a name that the file does not have, a number out of range or with leading zeros, or a file that
     *     cannot be read although there is a name to look up
     */
    AccountNumbers parse(List<String> values) throws RuleSyntaxException {
        Map<String, Long> accounts = null;
        LongStream.Builder numbers = LongStream.builder();
        for (String value : values) {
            accounts = accounts == null && !isDigits(value) ? read(value) : accounts;
            long number = isDigits(value) ? number(value) : named(value, accounts);
            warnOfAbsent(value, number);
            numbers.add(number);
        }
        return new AccountNumbers(numbers.build());
    }

    private void warnOfAbsent(String value, long number) {
        if (!present.has(number) && absent.add(value)) {
            warnings.accept(kind + " '" + value + "' does not exist here and so never matches: this sandbox is an ordinary user's, a user namespace "
                    + "that has " + kind + " " + present + " alone; who made it is " + kind + " 0 in it");
        }
    }

    /**
     * Resolves one name or number.
     *
     * @throws RuleSyntaxException as {@link #parse} does
     */
    long parseOne(String value) throws RuleSyntaxException {
        return isDigits(value) ? number(value) : named(value, read(value));
    }

    /** Names that begin with the prefix, sorted, at most 100; none if the file cannot be read. */
    List<String> complete(String prefix) {
        try {
            return file.read().keySet().stream()
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .limit(MOST_COMPLETIONS)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Map<String, Long> read(String name) throws RuleSyntaxException {
        try {
            return file.read();
        } catch (IOException e) {
            throw new RuleSyntaxException("cannot look up " + kind + " '" + name + "': " + file + " cannot be read; a number works too");
        }
    }

    private long named(String name, Map<String, Long> accounts) throws RuleSyntaxException {
        Long number = accounts.get(name);
        if (number != null) {
            Long before = lastNumbers.put(name, number);
            if (before != null && !before.equals(number)) {
                warnings.accept(kind + " '" + name + "' is number " + number + " in " + file + " now and was " + before
                        + "; rules on the name follow when they are made anew");
            }
            return number;
        }
        Optional<String> nearest = NearestName.of(name, accounts.keySet());
        throw new RuleSyntaxException("no " + kind + " '" + name + "' in " + file
                + nearest.map(other -> " (did you mean '" + other + "'?)").orElse("") + "; a number works too");
    }

    private long number(String digits) throws RuleSyntaxException {
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            throw new RuleSyntaxException(kind + " '" + digits + "' has a leading zero; write it without");
        }
        // Ten digits are the most that can be in range, and always fit a long.
        if (digits.length() > 10 || Long.parseLong(digits) > AccountNumbers.HIGHEST) {
            throw new RuleSyntaxException(kind + " '" + digits + "' is out of range; numbers are 0 to " + AccountNumbers.HIGHEST);
        }
        return Long.parseLong(digits);
    }

    /** Digits are a number even where an account has such a name: a rule must not change its meaning when somebody adds an account. */
    private static boolean isDigits(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
