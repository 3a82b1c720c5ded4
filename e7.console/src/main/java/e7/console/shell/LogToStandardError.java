package e7.console.shell;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** Says on standard error, or in the shell, what went wrong in a bundle or what it warns of, one line each; the log service itself writes nowhere. */
final class LogToStandardError implements LogListener {

    private volatile Consumer<String> out;

    LogToStandardError(PrintStream err) {
        this.out = err::println;
    }

    /** Says it there from now on, since lines in the middle of a prompt spoil it. */
    void sayThrough(Consumer<String> shell) {
        out = shell;
    }

    /** Says what was logged before anybody listened, such as a bundle that did not start. */
    void replay(LogReaderService log) {
        List<LogEntry> entries = Collections.list(log.getLog());
        Collections.reverse(entries);
        entries.forEach(this::logged);
    }

    @Override
    public void logged(LogEntry entry) {
        if (!LogLevel.WARN.implies(entry.getLogLevel())) {
            return;
        }
        StringBuilder line = new StringBuilder("e7: ");
        if (entry.getBundle() != null) {
            line.append(entry.getBundle().getSymbolicName()).append(": ");
        }
        line.append(String.valueOf(entry.getMessage()).strip().replaceAll("\\s*\\R\\s*", " | "));
        if (entry.getException() != null) {
            line.append(": ").append(rootOf(entry.getException()));
        }
        out.accept(line.toString());
    }

    private static String rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        // The log service hands on a copy whose text begins with the names of the classes.
        return root.toString().strip().replaceAll("\\s*\\R\\s*", " | ").replaceFirst("^([a-z]\\w*\\.)+LogException: ", "")
                .replaceFirst("^([a-z]\\w*\\.)+BundleException: ", "");
    }
}
