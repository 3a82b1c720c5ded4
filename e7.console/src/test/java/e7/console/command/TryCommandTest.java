package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TryCommandTest {

    private final Gogo gogo = new Gogo().with(new TryCommand(), "try");

    @AfterEach
    void close() {
        gogo.close();
    }

    @Test
    void shouldSayNothingWhenTheProgramIsContent() throws Exception {
        assertNull(gogo.run("try true"));
    }

    @Test
    void shouldSayTheExitCodeOtherwise() throws Exception {
        assertEquals("sh ended with exit code 3", gogo.run("try sh -c 'exit 3'"));
        assertEquals("sh ended with exit code 143", gogo.run("try sh -c 'kill -TERM $$'"));
    }

    @Test
    void shouldNoteTheExitCodeOfTheFirstProgramThatFailed() throws Exception {
        gogo.run("try true");
        assertEquals(0, Sessions.exitCode(gogo.session));
        gogo.run("try sh -c 'exit 3'");
        gogo.run("try sh -c 'exit 4'");
        gogo.run("try true");
        assertEquals(3, Sessions.exitCode(gogo.session));
    }

    @Test
    void shouldFailWithOneLineWhenThereIsNothingToRun() {
        assertComplaint("cannot run no-such-program: No such file or directory", "try no-such-program");
        assertComplaint("cannot run /: Permission denied", "try /");
        assertComplaint("try takes a program and its arguments, such as try curl http://127.0.0.1/", "try");
    }

    private void assertComplaint(String line, String typed) {
        assertEquals(line, assertThrows(CommandException.class, () -> gogo.run(typed)).toString());
    }

    @Test
    @Timeout(20)
    void shouldKeepTheInterruptThatEndedTheProgramFromTheShell() throws Exception {
        assumeFalse(isInterruptIgnored(), "this run ignores SIGINT, as jobs in the background do, and so does what it starts");
        AtomicInteger shell = new AtomicInteger();
        try (LineDisciplineTerminal terminal =
                new LineDisciplineTerminal("test", "xterm", new ByteArrayOutputStream(), StandardCharsets.UTF_8)) {
            terminal.handle(Signal.INT, signal -> shell.incrementAndGet());
            gogo.session.put(".terminal", terminal);
            Thread late = new Thread(() -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                terminal.raise(Signal.INT);
            });
            late.start();

            assertEquals("sh ended with exit code 130", gogo.run("try sh -c 'kill -INT $$'"));
            late.join();
        }

        assertEquals(0, shell.get());
    }

    private static boolean isInterruptIgnored() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        // SIGINT is 2, the second bit.
        return (Long.parseUnsignedLong(ignored.replaceFirst("SigIgn:\\s*", ""), 16) & 2) != 0;
    }

    @Test
    void shouldLendTheTerminalAndTakeItBack() throws Exception {
        SignalHandler handler = signal -> {};
        try (LineDisciplineTerminal terminal =
                new LineDisciplineTerminal("test", "xterm", new ByteArrayOutputStream(), StandardCharsets.UTF_8)) {
            terminal.handle(Signal.INT, handler);
            int suspend = terminal.getAttributes().getControlChar(ControlChar.VSUSP);
            gogo.session.put(".terminal", terminal);

            gogo.run("try true");

            assertEquals(suspend, terminal.getAttributes().getControlChar(ControlChar.VSUSP));
            assertSame(handler, terminal.handle(Signal.INT, handler));
        }
    }
}
