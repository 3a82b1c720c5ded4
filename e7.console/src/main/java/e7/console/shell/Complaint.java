package e7.console.shell;

import e7.console.format.Table;
import java.lang.reflect.InvocationTargetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.SyntaxError;

/** What a command's failure says to the user: one line, with no class name and no stack trace. */
final class Complaint {

    private static final Pattern MISFIT = Pattern.compile("Cannot coerce (?<command>\\S+)\\(.*\\) to any of \\[(?<takes>.*)\\]");

    private Complaint() {}

    static String of(Throwable thrown) {
        Error error = FatalFault.errorIn(thrown);
        if (error != null) {
            return "the command was given up: " + Table.safe(error.toString().lines().findFirst().orElse(""));
        }
        // Gogo wraps what its own commands throw.
        Throwable fault = thrown instanceof InvocationTargetException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (fault instanceof CommandNotFoundException unknown) {
            return "unknown command: " + Table.safe(unknown.getCommand()) + "; help lists them";
        }
        if (fault instanceof EOFError || fault instanceof SyntaxError) {
            return "not understood: " + firstLine(fault) + "; single quotes keep a word as it is";
        }
        Matcher misfit = MISFIT.matcher(firstLine(fault));
        if (misfit.matches()) {
            return misfit.group("command") + " does not take these arguments; it takes " + misfit.group("takes");
        }
        return firstLine(fault);
    }

    private static String firstLine(Throwable fault) {
        String message = fault.getMessage() == null ? "" : fault.getMessage().strip();
        if (message.isEmpty()) {
            return "failed without a reason (" + fault.getClass().getSimpleName() + ")";
        }
        return Table.safe(message.lines().findFirst().orElse(""));
    }
}
