package e7.console.command;

import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandSession;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** Shows what changes, on the terminal of a session, until {@code q} or Ctrl-C. */
final class LiveView {

    private static final int CTRL_C = 3;
    private static final int LEAST_COLUMNS = 20;
    private static final int LEAST_LINES = 3;
    private static final long MILLIS_BETWEEN_LOOKS = 200;

    private final Terminal terminal;

    LiveView(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The session's terminal, or null if it has none. */
    static LiveView on(CommandSession session) {
        return session.get(".terminal") instanceof Terminal terminal ? new LiveView(terminal) : null;
    }

    /** Shows the lines in place, made anew every so many seconds for the columns that there are, as many as fit. */
    void run(int seconds, IntFunction<List<String>> lines) throws IOException {
        Attributes before = enterKeyMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        try {
            do {
                int columns = Math.max(LEAST_COLUMNS, terminal.getWidth());
                // The last column stays free, since some terminals go to the next line when it is written.
                paint(lines.apply(columns - 1), columns - 1);
            } while (!isEnded(seconds * 1000L));
        } finally {
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.exit_ca_mode);
            terminal.setAttributes(before);
            terminal.flush();
        }
    }

    /** Writes over what is there and clears only what remains of it, so that nothing flickers. */
    private void paint(List<String> lines, int columns) {
        int height = Math.max(LEAST_LINES, terminal.getHeight()) - 1;
        terminal.puts(Capability.cursor_home);
        for (String line : lines.subList(0, Math.min(lines.size(), height))) {
            terminal.writer().print(AttributedString.fromAnsi(line).columnSubSequence(0, columns).toAnsi(terminal));
            terminal.puts(Capability.clr_eol);
            terminal.writer().print("\r\n");
        }
        terminal.writer().print(lines.size() > height ? "... " + (lines.size() - height) + " more; q ends" : "q ends");
        terminal.puts(Capability.clr_eos);
        terminal.flush();
    }

    /** Prints lines below each other as they come. */
    void follow(Supplier<List<String>> news) throws IOException {
        Attributes before = enterKeyMode();
        try {
            do {
                news.get().forEach(line -> terminal.writer().print(line + "\r\n"));
                terminal.flush();
            } while (!isEnded(MILLIS_BETWEEN_LOOKS));
        } finally {
            terminal.setAttributes(before);
        }
    }

    /**
     * Keys come one by one, and Ctrl-C is one of them. As a signal it would interrupt this command in the middle, and the shell would show
     * its prompt while we still put the terminal back.
     */
    private Attributes enterKeyMode() {
        Attributes before = terminal.enterRawMode();
        Attributes keys = terminal.getAttributes();
        keys.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(keys);
        return before;
    }

    /** Waits for a key; another key than those that end it makes it look again at once. */
    private boolean isEnded(long millis) throws IOException {
        int key = terminal.reader().read(millis);
        return key == 'q' || key == CTRL_C || key == NonBlockingReader.EOF || Thread.currentThread().isInterrupted();
    }
}
