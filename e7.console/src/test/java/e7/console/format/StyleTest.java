package e7.console.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {

    @Test
    void shouldColourOnATerminalOnly() {
        assertEquals(Style.TERMINAL, Style.on(true, Map.of("TERM", "xterm")));
        assertEquals(Style.PLAIN, Style.on(false, Map.of("TERM", "xterm")));
    }

    @Test
    void shouldBePlainWhenTheUserOrTheTerminalWantsNoColours() {
        assertEquals(Style.PLAIN, Style.on(true, Map.of("NO_COLOR", "1")));
        assertEquals(Style.TERMINAL, Style.on(true, Map.of("NO_COLOR", "")));
        assertEquals(Style.PLAIN, Style.on(true, Map.of("TERM", "dumb")));
    }

    @Test
    void shouldAddNothingWhenPlain() {
        assertEquals("blockSUSPENDED: xy", Style.PLAIN.verdict("block") + Style.PLAIN.verdict("SUSPENDED: x") + Style.PLAIN.good("y"));
    }

    @Test
    void shouldMakeSuspendedRulesLoud() {
        assertEquals(Style.TERMINAL.alarm("SUSPENDED: no user"), Style.TERMINAL.verdict("SUSPENDED: no user"));
        assertNotEquals("block", Style.TERMINAL.verdict("block"));
        assertEquals("built in", Style.TERMINAL.verdict("built in"));
    }
}
