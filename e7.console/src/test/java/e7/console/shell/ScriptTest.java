package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.console.command.Gogo;
import e7.console.command.TryCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ScriptTest {

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Gogo gogo =
            new Gogo().with(new Say(), "say").with(new ExitCommand(), "exit").with(new TryCommand(), "try");
    private final Script script = new Script(gogo.session, said::add);

    /** Says its words. */
    public static final class Say {

        public String say(String... words) {
            return String.join("+", words);
        }
    }

    @AfterEach
    void close() {
        script.close();
        gogo.close();
    }

    private static Lines lines(String text) {
        return Lines.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String said() {
        List<String> all = new ArrayList<>();
        said.drainTo(all);
        return all.stream().collect(Collectors.joining());
    }

    @Test
    void shouldRunAllLinesAndTheLastWithoutItsEnd() throws Exception {
        script.run(lines("say one; say two\n\n# nothing\nsay thr\u00e9e"));

        assertEquals("one\ntwo\nthr\u00e9e\n", said());
    }

    @Test
    void shouldTakeACommandOfSeveralLines() throws Exception {
        script.run(lines("say 'a\nb'\nsay c"));

        assertEquals("a\nb\nc\n", said());
    }

    @Test
    void shouldRunALineAsSoonAsItIsThere() throws Exception {
        try (PipedOutputStream typed = new PipedOutputStream()) {
            PipedInputStream in = new PipedInputStream(typed);
            Thread running = new Thread(() -> assertEquals(0, runQuietly(in)));
            running.start();
            typed.write("say one\n".getBytes(StandardCharsets.UTF_8));
            typed.flush();
            assertEquals("one\n", said.poll(10, TimeUnit.SECONDS));
            typed.close();
            running.join();
        }
    }

    private int runQuietly(PipedInputStream in) {
        try {
            script.run(Lines.of(in));
            return script.exitCode();
        } catch (LaunchFailure | InterruptedException e) {
            return -1;
        }
    }

    @Test
    void shouldNameTheLineThatFailsAndRunNoneAfterIt() {
        assertFailure("standard input:3: unknown command: nope; help lists them", "say one\n\nnope\nsay two");
        assertFailure("standard input:2: unknown command: nope; help lists them", "say 1\nnope 'a\nb'");
        assertEquals("one\n1\n", said());
    }

    @Test
    void shouldSayThatAQuoteIsNotClosed() {
        LaunchFailure failure = assertThrows(LaunchFailure.class, () -> script.run(lines("say one\nsay 'two\nsay three\n")));

        assertEquals("standard input:2: not understood", failure.getMessage().substring(0, 32));
    }

    private void assertFailure(String message, String text) {
        LaunchFailure failure = assertThrows(LaunchFailure.class, () -> script.run(lines(text)));

        assertEquals(message, failure.getMessage());
        assertEquals(LaunchFailure.BAD_INPUT, failure.exitCode());
    }

    @Test
    void shouldEndWithExit() throws Exception {
        script.run(lines("say one\nexit\nnope\n"));

        assertEquals("one\n", said());
    }

    @Test
    void shouldEndWithTheExitCodeOfAProgramThatFailed() throws Exception {
        script.run("try sh -c 'exit 7'; say on; try true");

        assertEquals(7, script.exitCode());
        assertEquals("sh ended with exit code 7\non\n", said());
    }

    @Test
    void shouldNotLetAProgramReadTheCommands() throws Exception {
        script.run(lines("try cat\nsay one\n"));

        assertEquals("one\n", said());
    }

    @Test
    void shouldEndWithAnInputThatCannotBeRead() throws Exception {
        PipedInputStream unconnected = new PipedInputStream();
        assertThrows(IOException.class, unconnected::read);

        script.run(Lines.of(unconnected));

        assertEquals("", said());
    }
}
