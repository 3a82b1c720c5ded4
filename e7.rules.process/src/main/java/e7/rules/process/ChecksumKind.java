package e7.rules.process;

import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code sha256=}: the executable's content has one of these sums. */
final class ChecksumKind implements Kind {

    private static final int DIGITS = 2 * Checksum.LENGTH;
    private static final int ONE_CONTENT = 100;

    private final Inquiries<Checksum> inquiries;

    ChecksumKind(Inquiries<Checksum> inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public Criterion parse(List<String> values) throws RuleSyntaxException {
        Set<Checksum> sums = new HashSet<>();
        for (String value : values) {
            if (value.length() != DIGITS || !value.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0)) {
                throw new RuleSyntaxException("sha256= takes " + DIGITS + " hexadecimal digits, as sha256sum(1) prints them, not '" + value + "'");
            }
            sums.add(Checksum.parse(value));
        }
        return new ProcessCriterion<>(inquiries, sum -> Match.of(sums.contains(sum)), Kind.specificity(ONE_CONTENT, values.size()));
    }

    @Override
    public List<String> complete(String prefix) {
        return List.of();
    }

    @Override
    public String describe() {
        return "the SHA-256 of the executable's content: 64 hexadecimal digits, as sha256sum prints them; unknown until it has been read";
    }
}
