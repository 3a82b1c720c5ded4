package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class LiveViewTest {

    private static final String SHOW_CURSOR = "\033[?25h";
    private static final String LEAVE_SCREEN = "\033[?1049l";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private LineDisciplineTerminal terminal;
    private Attributes before;
    private LiveView view;

    @BeforeEach
    void openTerminal() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", out, StandardCharsets.UTF_8);
        terminal.setSize(new Size(40, 6));
        before = terminal.getAttributes();
        view = new LiveView(terminal);
    }

    @AfterEach
    void closeTerminal() throws IOException {
        terminal.close();
    }

    private List<String> type(String keys, List<String> lines) {
        try {
            terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private void assertRestored() {
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains(LEAVE_SCREEN), text);
        assertTrue(text.contains(SHOW_CURSOR), text);
        assertKeysRestored();
    }

    private void assertKeysRestored() {
        for (LocalFlag flag : LocalFlag.values()) {
            assertEquals(before.getLocalFlag(flag), terminal.getAttributes().getLocalFlag(flag), flag.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "\003"})
    void shouldEndWithAKeyAndPutTheTerminalBack(String key) throws IOException {
        view.run(60, columns -> type(key, List.of("HEADING", "row")));

        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("row"), text);
        assertRestored();
    }

    @Test
    void shouldLookAgainWhenAnotherKeyIsTyped() throws IOException {
        List<Integer> looks = new ArrayList<>();

        view.run(60, columns -> {
            looks.add(columns);
            return type(looks.size() < 3 ? " " : "q", List.of());
        });

        assertEquals(List.of(39, 39, 39), looks);
    }

    @Test
    void shouldShowAsManyLinesAsFit() throws IOException {
        view.run(60, columns -> type("q", IntStream.range(0, 8).mapToObj(i -> "line " + i + "x".repeat(60)).toList()));

        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("line 4"), text);
        assertFalse(text.contains("line 5"), text);
        assertFalse(text.contains("x".repeat(34)), text);
        assertTrue(text.contains("... 3 more; q ends"), text);
    }

    @Test
    void shouldPutTheTerminalBackWhenThereIsAFault() {
        try {
            view.run(60, columns -> {
                throw new IllegalStateException("the source is gone");
            });
        } catch (IllegalStateException | IOException e) {
            assertEquals("the source is gone", e.getMessage());
        }

        assertRestored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "\003"})
    void shouldFollowUntilAKeyIsTyped(String key) throws IOException {
        List<List<String>> news = new ArrayList<>(List.of(List.of("one", "two"), List.of(), List.of("three")));

        view.follow(() -> {
            List<String> next = news.remove(0);
            return news.isEmpty() ? type(key, next) : next;
        });

        assertEquals("one\r\ntwo\r\nthree\r\n", out.toString(StandardCharsets.UTF_8).replace("\r\r", "\r"));
        assertKeysRestored();
    }
}
