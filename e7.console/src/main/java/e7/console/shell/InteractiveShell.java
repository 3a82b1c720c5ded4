package e7.console.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Gogo's shell on the terminal that we were started from, with a profile of our own. */
final class InteractiveShell {

    private static final String PROFILE = "e7_profile";

    private final CommandProcessor processor;
    private final GogoCommands commands;
    private volatile Shell shell;
    private volatile Thread reading;

    InteractiveShell(CommandProcessor processor, GogoCommands commands) {
        this.processor = processor;
        this.commands = commands;
    }

    /** Reads and runs commands until {@code exit}, the end of the input, or {@link #end()}. */
    void run(Optional<Path> history) throws Exception {
        // JLine looks its terminals up with this loader; with another one it falls back to a dumb terminal.
        Thread.currentThread().setContextClassLoader(TerminalBuilder.class.getClassLoader());
        reading = Thread.currentThread();
        try (Terminal terminal = TerminalBuilder.builder()
                .name("e7")
                .system(true)
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build()) {
            CommandSession session = processor.createSession(terminal.input(), terminal.output(), terminal.output());
            session.put(Shell.VAR_TERMINAL, terminal);
            history.ifPresent(file -> session.put(LineReader.HISTORY_FILE, file));
            Shell gogo = new Shell(new Surroundings(), processor, PROFILE);
            shell = gogo;
            commands.register(new String[] {"help", "source"}, () -> gogo);
            commands.register(new String[] {"exit", "quit"}, () -> new Exit(gogo));
            try {
                // The history is ours to choose, and the framework is stopped by whoever called us.
                gogo.gosh(session, new String[] {"--login", "--nohistory", "--noshutdown"});
            } finally {
                session.close();
            }
        } finally {
            reading = null;
        }
    }

    /** Ends it from another thread, be it in the middle of a line or of a command. */
    void end() {
        Shell gogo = shell;
        Thread thread = reading;
        if (gogo != null) {
            gogo.stop();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Commands that leave the shell. */
    public static final class Exit {

        private final Shell shell;

        Exit(Shell shell) {
            this.shell = shell;
        }

        /** Leaves the shell and ends the firewall. */
        public void exit() {
            shell.stop();
        }

        /** The same. */
        public void quit() {
            shell.stop();
        }
    }

    /** What the shell asks of its surroundings. */
    private static final class Surroundings implements Shell.Context {

        @Override
        public String getProperty(String name) {
            // The shell runs etc/PROFILE below this folder in place of ours if there is one. The default would be the current folder,
            // whose owner would then say what a firewall that runs as root does.
            return name.equals("gosh.home") ? "/" : System.getProperty(name);
        }

        @Override
        public void exit() throws IOException {
            throw new IOException("the shell does not end the framework");
        }
    }
}
