package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.console.command.CommandException;
import e7.console.command.Gogo;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplaintTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x             | unknown command: x; help lists them",
                "nope:x        | unknown command: nope:x; help lists them",
                "x }           | not understood: unexpected token '}'; single quotes keep a word as it is",
                "x name=%y     | not understood: bad expression: name=%y; single quotes keep a word as it is",
            })
    void shouldSayInOneLineWhatGogoDoesNotTake(String typed, String complaint) {
        try (Gogo gogo = new Gogo()) {
            gogo.run(typed);
        } catch (Exception e) {
            assertEquals(complaint, Complaint.of(e));
            return;
        }
        throw new AssertionError("was taken: " + typed);
    }

    @Test
    void shouldSayTheFirstLineOfAMessageWithoutWhatATerminalObeys() {
        assertEquals("one?[2J", Complaint.of(new CommandException("  one\033[2J\ntwo")));
        assertEquals("failed without a reason (NullPointerException)", Complaint.of(new NullPointerException()));
        assertEquals("a user", Complaint.of(new InvocationTargetException(new CommandException("a user"))));
        assertEquals(
                "stop does not take these arguments; it takes (boolean, Bundle[])",
                Complaint.of(new IllegalArgumentException("Cannot coerce stop(Token) to any of [(boolean, Bundle[])]")));
        assertEquals("failed without a reason (IllegalStateException)", Complaint.of(new IllegalStateException("  ")));
    }
}
