package e7.console.command;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandSession;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Runs a program where the firewall guards: as our child it is in the same network namespace. */
@Component(service = TryCommand.class, property = {"osgi.command.scope=e7", "osgi.command.function=try"})
public final class TryCommand {

    private static final File NOTHING = new File("/dev/null");
    private static final int ENDED_BY_INTERRUPT = 128 + 2;
    private static final long LATE_MILLIS = 2_000;

    /** For the framework. */
    @Activate
    public TryCommand() {
        // Nothing to open.
    }

    /** Runs the program on our terminal and waits for it; says its exit code if that is not 0, and goes on: what it was stopped from may
     * be what the next command is to show. A script ends with that code. The name is a word of Java's. */
    public String _try(CommandSession session, String... words) throws InterruptedException {
        if (Words.of(words).isEmpty()) {
            throw new CommandException("try takes a program and its arguments, such as try curl http://127.0.0.1/");
        }
        Redirect input = Sessions.isInputTaken(session) ? Redirect.from(NOTHING) : Redirect.INHERIT;
        int code = session.get(".terminal") instanceof Terminal terminal ? runOn(terminal, words) : run(input, words);
        Sessions.ended(session, code);
        return code == 0 ? null : words[0] + " ended with exit code " + code;
    }

    /**
     * Lends the terminal. Ctrl-C goes to the program as well as to us, and it is for the program to decide what it means: our handler does
     * nothing, and unlike SIG_IGN is not inherited. Java calls it from a thread of its own, often after the program has ended by that very
     * Ctrl-C; given back before that, the shell's handler would interrupt us, and the answer would be lost. Ctrl-Z is off, since nobody here
     * could wake a stopped program.
     */
    private static int runOn(Terminal terminal, String... words) throws InterruptedException {
        Attributes before = terminal.getAttributes();
        Attributes lent = new Attributes(before);
        lent.setControlChar(ControlChar.VSUSP, 0);
        CountDownLatch interrupted = new CountDownLatch(1);
        SignalHandler handler = terminal.handle(Signal.INT, signal -> interrupted.countDown());
        terminal.setAttributes(lent);
        try {
            int code = run(Redirect.INHERIT, words);
            if (code == ENDED_BY_INTERRUPT) {
                interrupted.await(LATE_MILLIS, TimeUnit.MILLISECONDS);
            }
            return code;
        } finally {
            terminal.setAttributes(before);
            terminal.handle(Signal.INT, handler);
        }
    }

    private static int run(Redirect input, String... words) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(words).inheritIO().redirectInput(input).start();
        } catch (IOException e) {
            // Java hides errno and its text behind a sentence of its own.
            throw new CommandException("cannot run " + words[0] + ": " + e.getMessage().replaceFirst("^.*error=[0-9]+, ", ""));
        }
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }
}
