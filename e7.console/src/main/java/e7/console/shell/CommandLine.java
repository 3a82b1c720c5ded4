package e7.console.shell;

import e7.console.command.CommandException;
import e7.console.command.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Parser.Executable;
import org.apache.felix.gogo.runtime.Parser.Operator;
import org.apache.felix.gogo.runtime.Token;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** Runs Gogo commands one by one. */
final class CommandLine {

    /** Our commands win over the shell's own of the same name, such as {@code clear} and {@code set}. */
    static final String SCOPES = "e7:gogo:*";

    private static final Pattern CLEAR_A_COMMENT = Pattern.compile("(e7:)?clear[ \\t]+#[0-9]");

    /** A redirection, quoted words in it included, and a comment, up to the separator. */
    private static final Pattern TAIL =
            Pattern.compile("(?:[^;\n'\"\\\\#]|\\\\.|'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"|(?<!\\s)#|#[^\n]*)*");

    private CommandLine() {}

    /** What holds for every session: whose commands win, and that a word is taken as it stands, since {@code *} and {@code ?} may be values. */
    static void prepare(CommandSession session) {
        session.put("SCOPE", SCOPES);
        session.put(CommandSession.OPTION_NO_GLOB, true);
    }

    /** Runs the statements one by one and hands on what each has to say, with a line end. None is run after one that leaves. */
    static void run(CommandSession session, String text, Consumer<String> out) throws Exception {
        for (String statement : statements(text)) {
            if (Sessions.isLeft(session)) {
                return;
            }
            Object result = session.execute(statement);
            session.put("_", result);
            String answer = result == null ? "" : session.format(result, Converter.INSPECT).toString();
            if (!answer.isEmpty()) {
                out.accept(answer.endsWith("\n") ? answer : answer + "\n");
            }
        }
    }

    /**
     * Gogo gives back the result of a program's last statement only, and every command here answers with a result. What Gogo's parser gives
     * as a statement's last part ends before a redirection and a comment, and where it puts separators cannot be relied upon.
     */
    static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        int start = -1;
        int end = 0;
        for (Executable part : new Parser(text).program().tokens()) {
            boolean ends = part instanceof Operator && (Token.eq(";", part) || Token.eq("\n", part));
            if (!ends) {
                if (start < 0 && !statements.isEmpty()) {
                    addTail(statements, text.substring(end, part.start()));
                }
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
        if (!statements.isEmpty()) {
            addTail(statements, text.substring(end));
        }
        statements.removeIf(String::isBlank);
        statements.forEach(CommandLine::requireNumber);
        return statements;
    }

    private static void addTail(List<String> statements, String rest) {
        Matcher tail = TAIL.matcher(rest);
        int last = statements.size() - 1;
        statements.set(last, (statements.get(last) + (tail.lookingAt() ? tail.group() : "")).strip());
    }

    /** A comment must not have been meant as the number of a rule: {@code clear} alone may remove them all. */
    private static void requireNumber(String statement) {
        if (CLEAR_A_COMMENT.matcher(statement).lookingAt()) {
            throw new CommandException("# begins a comment, so the number was not read: write clear and the number alone");
        }
    }
}
