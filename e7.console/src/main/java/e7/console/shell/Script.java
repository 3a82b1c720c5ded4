package e7.console.shell;

import e7.console.command.Sessions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;

/** Runs Gogo commands that nobody types: those of an argument, and those that come on standard input. */
final class Script implements AutoCloseable {

    private final CommandSession session;
    private final Consumer<String> out;

    Script(CommandSession session, Consumer<String> out) {
        this.session = session;
        this.out = out;
        CommandLine.prepare(session);
        Sessions.script(session, true);
        // Gogo's grep takes our standard output for a terminal; matches without a style are shown without colours.
        session.put("GREP_COLORS", "mt=");
    }

    /**
     * A script whose answers go to a standard stream, {@link FileDescriptor#out} or {@link FileDescriptor#err}. Neither System.out nor
     * System.err will do: Gogo puts streams in their places that hand on to the session's.
     */
    static Script on(CommandProcessor processor, FileDescriptor out) {
        PrintStream stream = stream(out);
        return new Script(processor.createSession(InputStream.nullInputStream(), stream, stream(FileDescriptor.err)), stream::print);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true);
    }

    /** @throws LaunchFailure for the first statement that fails; those after it are not run */
    void run(String text) throws LaunchFailure {
        run(text, "");
    }

    /**
     * Runs commands as they come, until the input ends or a command leaves.
     *
     * @throws LaunchFailure for the first statement that fails, with the number of its line
     */
    void run(Lines lines) throws LaunchFailure, InterruptedException {
        Sessions.takeInput(session);
        StringBuilder begun = new StringBuilder();
        int number = 0;
        int first = 1;
        for (Optional<String> line = lines.next(); line.isPresent() && !Sessions.isLeft(session); line = lines.next()) {
            number++;
            begun.append(line.get()).append('\n');
            if (isWhole(begun.toString())) {
                run(begun.toString(), "standard input:" + first + ": ");
                begun.setLength(0);
                first = number + 1;
            }
        }
        if (!Sessions.isLeft(session)) {
            run(begun.toString(), "standard input:" + first + ": ");
        }
    }

    /** Whether it does not end within quotes or braces. What is wrong otherwise is for the one who runs it to say. */
    private static boolean isWhole(String text) {
        try {
            new Parser(text).program();
            return true;
        } catch (EOFError e) {
            return false;
        } catch (SyntaxError e) {
            return true;
        }
    }

    private void run(String text, String place) throws LaunchFailure {
        try {
            CommandLine.run(session, text, out);
        } catch (Exception e) {
            Error error = FatalFault.errorIn(e);
            if (error != null) {
                throw error;
            }
            throw new LaunchFailure(LaunchFailure.BAD_INPUT, place + Complaint.of(e));
        }
    }

    /** Of the first program that failed, or 0. */
    int exitCode() {
        return Sessions.exitCode(session);
    }

    @Override
    public void close() {
        session.close();
    }
}
