package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.console.command.Gogo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    /** Says its first word. */
    public static final class FirstWord {

        public String first(String... words) {
            return words[0];
        }
    }
}
