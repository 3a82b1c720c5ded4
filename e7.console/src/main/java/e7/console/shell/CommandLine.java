package e7.console.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Parser.Executable;
import org.apache.felix.gogo.runtime.Parser.Operator;
import org.apache.felix.gogo.runtime.Token;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** Runs Gogo commands: those that were given as an argument, without a terminal, and for the shell what was typed. */
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
            prepare(session);
            run(session, text, out::print);
        } catch (Exception e) {
            throw new LaunchFailure(LaunchFailure.BAD_INPUT, Complaint.of(e));
        } finally {
            out.flush();
            session.close();
        }
    }

    /** What holds for every session: whose commands win, and that a word is taken as it stands, since {@code *} and {@code ?} may be values. */
    static void prepare(CommandSession session) {
        session.put("SCOPE", SCOPES);
        session.put(CommandSession.OPTION_NO_GLOB, true);
    }

    /** Runs the statements one by one and hands on what each has to say, with a line end. */
    static void run(CommandSession session, String text, Consumer<String> out) throws Exception {
        for (String statement : statements(text)) {
            Object result = session.execute(statement);
            session.put("_", result);
            String answer = result == null ? "" : session.format(result, Converter.INSPECT).toString();
            if (!answer.isEmpty()) {
                out.accept(answer.endsWith("\n") ? answer : answer + "\n");
            }
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
}
