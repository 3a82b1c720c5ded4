package e7.kernel.rule;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.util.List;
import java.util.Set;

/**
 * The built-in criterion {@code path}: {@code /usr/bin/curl} is that file, {@code /usr/bin/} everything below that folder, and
 * {@code kernel} what no process sent. A process without a trusted path gives {@link Match#UNKNOWN}.
 */
final class PathCriterion implements Criterion {

    static final String NAME = "path";

    /** Above every folder's length, so that a file always outranks a folder. */
    static final int FILE = Integer.MAX_VALUE;

    private final String[] paths;

    PathCriterion(List<String> values) throws RuleSyntaxException {
        for (String value : values) {
            check(value);
        }
        paths = values.toArray(String[]::new);
    }

    private static void check(String value) throws RuleSyntaxException {
        if (value.equals(ProcessIdentity.KERNEL.path())) {
            return;
        }
        if (!value.startsWith("/")) {
            throw new RuleSyntaxException("path= takes an absolute path (with a slash at the end for a folder) or kernel, not '" + value + "'");
        }
        if (value.contains("//") || (value + "/").contains("/./") || (value + "/").contains("/../")) {
            throw new RuleSyntaxException("path= takes a path without //, . and .., since it is compared as text: '" + value + "'");
        }
    }

    @Override
    public Match test(Packet packet) {
        String path = packet.process().path();
        if (path == null) {
            return Match.UNKNOWN;
        }
        for (String wanted : paths) {
            if (wanted.endsWith("/") ? path.startsWith(wanted) : path.equals(wanted)) {
                return Match.YES;
            }
        }
        return Match.NO;
    }

    @Override
    public Set<Facet> facets() {
        return Set.of(Facet.PATH);
    }

    @Override
    public int specificity() {
        return 0;
    }

    /** {@link #FILE}, or the length of the shortest folder in the list: what precedence looks at before all other criteria. */
    int pathSpecificity() {
        int least = FILE;
        for (String path : paths) {
            least = Math.min(least, path.endsWith("/") ? path.length() : FILE);
        }
        return least;
    }
}
