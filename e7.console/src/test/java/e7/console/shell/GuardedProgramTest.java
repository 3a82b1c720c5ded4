package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedProgramTest {

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 7, 7", "kill -9 $$, 137", "kill -TERM $$, 143"})
    void shouldGiveBackTheExitCodeAsAShellDoes(String script, int code) throws Exception {
        assertEquals(code, new GuardedProgram(List.of("sh", "-c", script)).run());
    }

    @Test
    void shouldSayThatThereIsNoSuchProgram() {
        GuardedProgram program = new GuardedProgram(List.of("no-such-program-anywhere"));

        LaunchFailure fault = assertThrows(LaunchFailure.class, program::run);

        assertEquals("no-such-program-anywhere: not found", fault.getMessage());
        assertEquals(127, fault.exitCode());
    }

    @Test
    void shouldSayThatItMayNotBeRun(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("plain"), "text");
        GuardedProgram program = new GuardedProgram(List.of(file.toString()));

        LaunchFailure fault = assertThrows(LaunchFailure.class, program::run);

        assertEquals(file + ": permission denied", fault.getMessage());
        assertEquals(126, fault.exitCode());
    }

    @Test
    void shouldNotBeginWhenItWasEndedBefore() {
        GuardedProgram program = new GuardedProgram(List.of("sh", "-c", "exit 0"));
        program.end();

        assertThrows(LaunchFailure.class, program::run);
    }
}
