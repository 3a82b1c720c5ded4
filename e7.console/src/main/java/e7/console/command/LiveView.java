package e7.console.command;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandSession;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** Shows what changes, on the terminal of a session, until {@code q} or Ctrl-C. */
final class LiveView {

    private static final int CTRL_C = 3;

    private final Terminal terminal;

    private LiveView(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The session's terminal, or null if it has none. */
    static LiveView on(CommandSession session) {
        return session.get(".terminal") instanceof Terminal terminal ? new LiveView(terminal) : null;
    }

    /** Shows the lines in place, read anew every so many seconds, as many as fit. */
    void run(int seconds, Supplier<List<String>> lines) throws IOException {
        Attributes before = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        try {
            do {
                terminal.puts(Capability.clear_screen);
                paint(lines.get());
            } while (!isEnded(seconds * 1000L));
        } finally {
            terminal.puts(Capability.exit_ca_mode);
            terminal.setAttributes(before);
            terminal.flush();
        }
    }

    private void paint(List<String> lines) {
        int width = Math.max(20, terminal.getWidth());
        int height = Math.max(3, terminal.getHeight()) - 1;
        for (String line : lines.subList(0, Math.min(lines.size(), height))) {
            AttributedString text = AttributedString.fromAnsi(line);
            terminal.writer().print(text.columnSubSequence(0, width - 1).toAnsi(terminal) + "\r\n");
        }
        terminal.writer().print(lines.size() > height ? "... " + (lines.size() - height) + " more; q ends" : "q ends");
        terminal.flush();
    }

    /** Prints lines below each other as they come. */
    void follow(Supplier<List<String>> news) throws IOException {
        Attributes before = terminal.enterRawMode();
        try {
            do {
                news.get().forEach(line -> terminal.writer().print(line + "\r\n"));
                terminal.flush();
            } while (!isEnded(200));
        } finally {
            terminal.setAttributes(before);
        }
    }

    /** Waits for a key; another key than those that end it makes it look again at once. */
    private boolean isEnded(long millis) throws IOException {
        int key = terminal.reader().read(millis);
        return key == 'q' || key == CTRL_C || key == NonBlockingReader.EOF || Thread.currentThread().isInterrupted();
    }
}
