package e7.console.shell;

import e7.console.command.Sessions;
import e7.console.format.Style;
import java.io.IOError;
import java.io.IOException;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Reads a line, runs it, says what came of it, and again. Gogo's own loop is not used: it shows class names, and a line that it cannot
 * parse ends it, and with it the firewall.
 *
 * <p>Ctrl-C interrupts a command; it clears a line that was begun, and on an empty line it says what a second
 * one does: end the loop, as Ctrl-D does. One alone may have been meant for a program that has just ended, and must not switch a firewall off.
 */
final class Prompt {

    private final Terminal terminal;
    private final LineReader reader;
    private final CommandSession session;
    private final Style style;
    private volatile boolean ending;
    /** Whether the line before was empty and interrupted. */
    private boolean warned;

    Prompt(Terminal terminal, LineReader reader, CommandSession session, Style style) {
        this.terminal = terminal;
        this.reader = reader;
        this.session = session;
        this.style = style;
    }

    /** Goes on until a command leaves, the user wants to or {@link #end()} is called. */
    void run() {
        SignalHandler before = terminal.handle(Signal.INT, signal -> interruptCommand());
        try {
            while (!ending && readAndExecute() && !Sessions.isLeft(session)) {
                terminal.flush();
            }
        } finally {
            terminal.handle(Signal.INT, before);
            saveHistory();
        }
    }

    /** No further line is read, and the command that runs is ended. Does not wait. */
    void end() {
        ending = true;
        interruptCommand();
    }

    private void interruptCommand() {
        Job job = session.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }

    private boolean isFirstInterrupt() {
        boolean first = !warned;
        if (first) {
            terminal.writer().println("Ctrl-C once more, or exit, ends E7 and removes the hook");
        }
        warned = true;
        return first;
    }

    /** False when the user wants to leave, or the terminal is gone. */
    private boolean readAndExecute() {
        String text;
        try {
            text = reader.readLine(Shell.getPrompt(session), Shell.getRPrompt(session), (Character) null, null);
        } catch (UserInterruptException e) {
            return !e.getPartialLine().isBlank() || isFirstInterrupt();
        } catch (EndOfFileException | IOError e) {
            return false;
        }
        warned = false;
        try {
            CommandLine.run(session, text, terminal.writer()::print);
        } catch (InterruptedException e) {
            // The command was interrupted by the user, who knows, or by end(), which the loop looks at.
            return true;
        } catch (Exception | Error e) {
            // Errors, too: what a command shows is partly others' choice, and must not end the firewall.
            session.put(Shell.VAR_EXCEPTION, e);
            terminal.writer().println(style.alarm(Complaint.of(e)));
        }
        return true;
    }

    private void saveHistory() {
        try {
            reader.getHistory().save();
        } catch (IOException e) {
            terminal.writer().println(style.warning("the history is not saved: " + Complaint.of(e)));
        }
    }
}
