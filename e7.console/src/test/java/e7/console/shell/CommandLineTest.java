package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.console.command.CommandException;
import e7.console.command.Gogo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void shouldSplitAtSemicolonsAndNewLines() {
        assertEquals(
                List.of("allow udp", "status", "rules | grep udp"), CommandLine.statements("allow udp;status\n;; rules | grep udp ;"));
    }

    @Test
    void shouldKeepTogetherWhatIsJoinedOrQuoted() {
        assertEquals(List.of("a && b || c", "d 'x;y'", "{ e; f } g"), CommandLine.statements("a && b || c; d 'x;y'; { e; f } g"));
    }

    @Test
    void shouldKeepRedirections() {
        assertEquals(List.of("rules > '/tmp/x;'", "rules >> y#z", "status"), CommandLine.statements("rules > '/tmp/x;'; rules >> y#z\nstatus"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear #3", "status; e7:clear  #12", "clear #3; status"})
    void shouldNotClearAllWhenACommentSwallowedTheNumber(String text) {
        assertTrue(assertThrows(CommandException.class, () -> CommandLine.statements(text)).getMessage().startsWith("# begins a comment"));
    }

    @Test
    void shouldTakeOtherComments() {
        assertEquals(List.of("clear # all", "clear 3 # not 4; x", "echo 'clear #3'"), CommandLine.statements("clear # all\nclear 3 # not 4; x\necho 'clear #3'"));
    }

    @Test
    void shouldFindNothingInBlanksAndComments() {
        assertEquals(List.of(), CommandLine.statements("  \n # a comment\n"));
    }

    @Test
    void shouldSayWhatEveryStatementSaysAndTakeWordsAsTheyStand() throws Exception {
        List<String> said = new ArrayList<>();
        try (Gogo gogo = new Gogo().with(new FirstWord(), "first")) {
            CommandLine.run(gogo.session, "first /usr/*; first a?; first ''\nfirst 'x y'", said::add);
        }

        assertEquals(List.of("/usr/*\n", "a?\n", "x y\n"), said);
    }

    @Test
    void shouldRunNothingAfterAStatementThatFails() {
        List<String> said = new ArrayList<>();
        try (Gogo gogo = new Gogo().with(new FirstWord(), "first")) {
            assertThrows(Exception.class, () -> CommandLine.run(gogo.session, "first a; nope; first b", said::add));
        }

        assertEquals(List.of("a\n"), said);
    }

    @Test
    void shouldRunNothingAfterAStatementThatLeaves() throws Exception {
        List<String> said = new ArrayList<>();
        try (Gogo gogo = new Gogo().with(new FirstWord(), "first").with(new ExitCommand(), "exit")) {
            CommandLine.run(gogo.session, "first a; exit; first b", said::add);
        }

        assertEquals(List.of("a\n"), said);
    }

    /** Says its first word. */
    public static final class FirstWord {

        public String first(String... words) {
            return words[0];
        }
    }
}
