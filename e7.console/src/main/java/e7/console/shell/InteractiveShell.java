package e7.console.shell;

import e7.console.command.CommandWords;
import e7.console.format.Style;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.gogo.jline.Highlighter;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.gogo.runtime.CommandSessionImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The shell on the terminal that we were started from: JLine reads the lines, Gogo runs them, and a profile of ours comes first. */
final class InteractiveShell {

    /** Of the administrator's, in place of ours. Never looked for in the current folder, whose owner is anybody. */
    private static final Path OTHER_PROFILE = Path.of("/etc/e7_profile");

    private static final String PROFILE = "/e7_profile";

    private final CommandProcessor processor;
    private final CommandWords words;
    private volatile Prompt prompt;
    private volatile LineReader lines;
    private volatile Thread reading;

    InteractiveShell(CommandProcessor processor, CommandWords words) {
        this.processor = processor;
        this.words = words;
    }

    /** Reads and runs commands until the user leaves, the end of the input, or {@link #end()}. */
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
            try {
                CommandLine.prepare(session);
                history.ifPresent(file -> session.put(LineReader.HISTORY_FILE, file));
                run(session, terminal);
            } finally {
                session.close();
            }
        } finally {
            lines = null;
            reading = null;
        }
    }

    private void run(CommandSession session, Terminal terminal) throws Exception {
        Style style = Style.on(true, System.getenv());
        LineReader reader = reader(session, terminal, style);
        // By these names Gogo's commands find what they need.
        session.put(Shell.VAR_TERMINAL, terminal);
        session.put(Shell.VAR_PROCESSOR, processor);
        session.put(Shell.VAR_SESSION, session);
        session.put(Shell.VAR_READER, reader);
        lines = reader;
        Prompt loop = new Prompt(terminal, reader, session, style);
        try {
            session.execute(profile());
        } catch (Exception e) {
            terminal.writer().println(style.alarm("the profile: " + Complaint.of(e)));
        }
        prompt = loop;
        loop.run();
    }

    private LineReader reader(CommandSession session, Terminal terminal, Style style) {
        return LineReaderBuilder.builder()
                .terminal(terminal)
                // The profile and the user set the reader's variables as the session's.
                .variables(((CommandSessionImpl) session).getVariables())
                .completer(new ShellCompleter(session, words))
                .highlighter(style == Style.PLAIN ? new DefaultHighlighter() : new Highlighter(session))
                .parser(new Parser())
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                // An exclamation mark belongs to user!=alice and recalls nothing.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    private static String profile() throws IOException {
        if (Files.exists(OTHER_PROFILE)) {
            return Files.readString(OTHER_PROFILE);
        }
        try (InputStream profile = InteractiveShell.class.getResourceAsStream(PROFILE)) {
            return new String(profile.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Ends it from another thread, be it in the middle of a line or of a command. */
    void end() {
        Prompt loop = prompt;
        Thread thread = reading;
        if (loop != null) {
            loop.end();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Says a line from another thread; what is being typed stays whole below it. */
    void say(String line) {
        LineReader reader = lines;
        if (reader == null) {
            System.err.println(line);
        } else {
            reader.printAbove(line);
        }
    }
}
