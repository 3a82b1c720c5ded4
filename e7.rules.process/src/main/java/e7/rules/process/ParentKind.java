package e7.rules.process;

import e7.api.rule.Criterion;
import e7.api.rule.Match;
import e7.api.rule.RuleSyntaxException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code parent=}: an ancestor executes one of these files, or one below one of these folders. */
final class ParentKind implements Kind {

    private static final int FILE = 90;
    private static final int FOLDER = 50;

    private final Inquiries<Ancestors> inquiries;

    ParentKind(Inquiries<Ancestors> inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public Criterion parse(List<String> values) throws RuleSyntaxException {
        Set<String> wanted = new LinkedHashSet<>();
        int widest = FILE;
        for (String value : values) {
            check(value);
            wanted.add(value);
            wanted.add(resolve(value));
            widest = value.endsWith("/") ? FOLDER : widest;
        }
        List<String> paths = List.copyOf(wanted);
        return new ProcessCriterion<>(inquiries, ancestors -> match(ancestors, paths), Kind.specificity(widest, values.size()));
    }

    private static void check(String value) throws RuleSyntaxException {
        if (!value.startsWith("/")) {
            throw new RuleSyntaxException(
                    "parent= takes an absolute path, such as /usr/sbin/cron, or /opt/ for all below that folder, not '" + value + "'");
        }
        Kind.checkPath("parent", value);
    }

    /** With links followed as they are now, as for {@code path=}: the kernel names a program by its file. */
    private static String resolve(String path) {
        try {
            return Path.of(path).toRealPath() + (path.endsWith("/") && path.length() > 1 ? "/" : "");
        } catch (IOException | InvalidPathException e) {
            return path;
        }
    }

    static Match match(Ancestors ancestors, List<String> wanted) {
        for (String path : ancestors.paths()) {
            for (String one : wanted) {
                if (one.endsWith("/") ? path.startsWith(one) : path.equals(one)) {
                    return Match.YES;
                }
            }
        }
        return ancestors.complete() ? Match.NO : Match.UNKNOWN;
    }

    @Override
    public List<String> complete(String prefix) {
        return Running.complete(prefix, folder -> List.of(folder.executableName().toString()));
    }

    @Override
    public String describe() {
        return "what an ancestor of the program executes: a file, or a folder with a slash at its end; no guard against a program that forks twice "
                + "to lose its parent";
    }
}
