package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.console.command.CommandException;
import e7.console.command.Gogo;
import e7.console.format.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    /** Lines, or exceptions that the reader throws in their place. */
    private final Deque<Object> typed = new ArrayDeque<>();

    private final Gogo gogo = new Gogo().with(new Commands(), "say", "fail", "stall", "exhaust", "recur").with(new ExitCommand(), "exit");
    private LineDisciplineTerminal terminal;
    private Prompt prompt;

    /** What is called from the prompt. */
    public final class Commands {

        public String say(String word) {
            return word;
        }

        public void fail(String why) {
            throw new CommandException(why);
        }

        public void stall() throws InterruptedException {
            throw new InterruptedException();
        }

        public void exhaust() {
            throw new OutOfMemoryError("Java heap space");
        }

        public void recur() {
            recur();
        }
    }

    @BeforeEach
    void openTerminal() throws IOException {
        terminal = new LineDisciplineTerminal("test", "dumb", out, StandardCharsets.UTF_8);
        prompt = new Prompt(terminal, reader(), gogo.session, Style.PLAIN);
    }

    @AfterEach
    void close() throws IOException {
        gogo.close();
        terminal.close();
    }

    /** LineReader has too many methods to write them all down. */
    private LineReader reader() {
        DefaultHistory history = new DefaultHistory();
        return (LineReader) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {LineReader.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("getHistory")) {
                return history;
            }
            Object next = typed.pop();
            if (next instanceof Throwable fault) {
                throw fault;
            }
            return next;
        });
    }

    private List<String> shown(Object... typed) {
        this.typed.addAll(List.of(typed));
        prompt.run();
        terminal.flush();
        return out.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void shouldSayWhatEveryStatementSays() {
        assertEquals(List.of("one", "two", "three"), shown("say one; say two", "", "say three", new EndOfFileException()));
    }

    @Test
    void shouldGoOnAfterALineThatFails() {
        assertEquals(
                List.of(
                        "unknown command: x; help lists them",
                        "not understood: unexpected token '}'; single quotes keep a word as it is",
                        "no user 'x'",
                        "end"),
                shown("x", "say }", "fail \"no user 'x'\"; say unsaid", "stall", "say end", new EndOfFileException()));
    }

    @Test
    void shouldGoOnAfterACommandThatEndsByAnError() {
        assertEquals(
                List.of(
                        "the command was given up: java.lang.OutOfMemoryError: Java heap space",
                        "the command was given up: java.lang.StackOverflowError",
                        "end"),
                shown("exhaust", "recur", "say end", new EndOfFileException()));
    }

    @Test
    void shouldClearALineThatWasBegunAndEndOnAnEmptyOneWhenInterruptedTwice() {
        String warning = "Ctrl-C once more, or exit, ends E7 and removes the hook";
        UserInterruptException onEmpty = new UserInterruptException(" ");
        assertEquals(
                List.of("one", warning, "two", warning),
                shown(new UserInterruptException("say"), "say one", onEmpty, "say two", onEmpty, onEmpty));
        assertEquals(0, typed.size());
    }

    @Test
    void shouldEndWhenTheTerminalIsGone() {
        assertEquals(List.of(), shown(new IOError(new IOException("gone")), "say one"));
    }

    @Test
    void shouldReadNoFurtherLineWhenACommandLeaves() {
        assertEquals(List.of("one"), shown("say one; exit; say unsaid", "say two"));
    }

    @Test
    void shouldReadNothingWhenItWasEndedBefore() {
        prompt.end();

        assertEquals(List.of(), shown("say one"));
    }
}
