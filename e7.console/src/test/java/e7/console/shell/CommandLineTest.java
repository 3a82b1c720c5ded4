package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
