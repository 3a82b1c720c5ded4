package e7.console.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Parser.Executable;
import org.apache.felix.gogo.runtime.Parser.Operator;
import org.apache.felix.gogo.runtime.Token;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** Runs the Gogo commands that were given as an argument, without a terminal. */
final class CommandLine {

    /** Our commands win over the shell's own of the same name, such as {@code clear} and {@code set}. */
    static final String SCOPES = "e7:gogo:*";

    private final CommandProcessor processor;
    private final PrintStream out;

    CommandLine(CommandProcessor processor, PrintStream out) {
        this.processor = processor;
        this.out = out;
    }

    /** @throws LaunchFailure for the first statement that fails; those after it are not run */
    void run(String text) throws LaunchFailure {
        CommandSession session = processor.createSession(System.in, out, System.err);
        try {
            session.put("SCOPE", SCOPES);
            for (String statement : statements(text)) {
                Object result = session.execute(statement);
                print(session, result);
            }
        } catch (CommandNotFoundException e) {
            throw new LaunchFailure(LaunchFailure.BAD_INPUT, "unknown command: " + e.getCommand());
        } catch (Exception e) {
            throw new LaunchFailure(LaunchFailure.BAD_INPUT, oneLine(e));
        } finally {
            out.flush();
            session.close();
        }
    }

    private void print(CommandSession session, Object result) {
        if (result == null) {
            return;
        }
        String text = session.format(result, Converter.INSPECT).toString();
        if (!text.isEmpty()) {
            out.print(text.endsWith("\n") ? text : text + "\n");
        }
    }

    /** Gogo gives back the result of a program's last statement only, and every command here answers with a result. */
    static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        int start = -1;
        int end = 0;
        for (Executable part : new Parser(text).program().tokens()) {
            boolean ends = part instanceof Operator && (Token.eq(";", part) || Token.eq("\n", part));
            if (!ends) {
                start = start < 0 ? part.start() : start;
                end = part.start() + part.length();
            } else if (start >= 0) {
                statements.add(text.substring(start, end));
                start = -1;
            }
        }
        if (start >= 0) {
            statements.add(text.substring(start, end));
        }
        statements.removeIf(String::isBlank);
        return statements;
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.strip().lines().findFirst().orElse(e.toString());
    }
}
