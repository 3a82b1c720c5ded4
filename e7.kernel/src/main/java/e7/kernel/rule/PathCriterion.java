package e7.kernel.rule;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The built-in criterion {@code path}: {@code /usr/bin/curl} is that file, {@code /usr/bin/} everything below that folder, and
 * {@code kernel} what no process sent. Links are followed when the rule is made. A process without a trusted path gives {@link Match#UNKNOWN}.
 */
final class PathCriterion implements Criterion {

    static final String NAME = "path";

    /** Above every folder's length, so that a file always outranks a folder. */
    static final int FILE = Integer.MAX_VALUE;

    private final List<String> written;

    /** As written and, where links lead elsewhere, what they lead to: the kernel names a program by its file, not by a link to it. */
    private final String[] paths;

    PathCriterion(List<String> values) throws RuleSyntaxException {
        Set<String> all = new LinkedHashSet<>();
        for (String value : values) {
            check(value);
            all.add(value);
            all.add(resolve(value));
        }
        written = List.copyOf(values);
        paths = all.toArray(String[]::new);
    }

    /** The path with its links followed as they are now; the path itself if there is no such file. */
    static String resolve(String path) {
        try {
            return path.startsWith("/") ? Path.of(path).toRealPath() + (path.endsWith("/") && path.length() > 1 ? "/" : "") : path;
        } catch (IOException | InvalidPathException e) {
            return path;
        }
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

    /** One of these is the process's path, or a folder above it if it ends with a slash. */
    List<String> paths() {
        return List.of(paths);
    }

    /** {@link #FILE}, or the length of the shortest folder in the list: what precedence looks at before all other criteria. */
    int pathSpecificity() {
        int least = FILE;
        for (String path : written) {
            least = Math.min(least, path.endsWith("/") ? path.length() : FILE);
        }
        return least;
    }
}
