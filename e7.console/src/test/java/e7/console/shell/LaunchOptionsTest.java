package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.console.shell.LaunchOptions.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchOptionsTest {

    @Test
    void shouldStayInTheForegroundWhenNothingIsAsked() throws UsageException {
        LaunchOptions options = LaunchOptions.parse();

        assertEquals(new LaunchOptions(Mode.FOREGROUND, Optional.empty(), Optional.empty(), List.of()), options);
        assertFalse(options.endsByItself());
    }

    @Test
    void shouldHandOnWhatFollowsTheDashesAsItIs() throws UsageException {
        LaunchOptions options = LaunchOptions.parse("sandbox", "--rules", "a b.e7", "-c", "status; rules", "--", "sh", "-c", "x", "--", "");

        assertEquals(Mode.SANDBOX, options.mode());
        assertEquals(Optional.of(Path.of("a b.e7")), options.rules());
        assertEquals(Optional.of("status; rules"), options.commands());
        assertEquals(List.of("sh", "-c", "x", "--", ""), options.guarded());
        assertTrue(options.endsByItself());
    }

    @Test
    void shouldEndByItselfWhenThereAreCommandsOnly() throws UsageException {
        assertTrue(LaunchOptions.parse("sandbox", "-c", "status").endsByItself());
        assertFalse(LaunchOptions.parse("sandbox", "--rules", "x").endsByItself());
    }

    @Test
    void shouldTakeARulesFileAsADaemon() throws UsageException {
        LaunchOptions options = LaunchOptions.parse("daemon", "--rules", "/etc/e7.rules");

        assertEquals(Mode.DAEMON, options.mode());
        assertEquals(Optional.of(Path.of("/etc/e7.rules")), options.rules());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sandbox --nope       | unknown option: --nope",
                "sandbox ls           | unknown command: ls (a program follows after --)",
                "daemon sandbox       | unknown command: sandbox (a program follows after --)",
                "sandbox --           | -- needs a program",
                "sandbox -c           | -c needs commands",
                "--rules              | --rules needs a file",
                "--rules a --rules b  | --rules is given twice",
                "-c status            | -c and -- PROGRAM belong to sandbox",
                "daemon -- ls         | -c and -- PROGRAM belong to sandbox",
            })
    void shouldSayWhatIsWrong(String arguments, String complaint) {
        UsageException fault = assertThrows(UsageException.class, () -> LaunchOptions.parse(arguments.split(" ")));

        assertEquals(complaint, fault.getMessage());
    }
}
