package e7.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.console.format.Style;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void shouldTakeOptionsOutWhereverTheyStand() {
        Options options = new Options("flows", "-n", "5", "a", "--json", "--once", "b");

        assertTrue(options.isJson());
        assertTrue(options.take("--once"));
        assertFalse(options.take("--once"));
        assertEquals(Optional.of(5), options.takeNumber("-n"));
        assertEquals(Optional.empty(), options.takeNumber("-d"));
        assertEquals(List.of("a", "b"), options.rest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5", "1000000000", "", "٣"})
    void shouldRefuseWhatIsNoPositiveNumber(String value) {
        Options options = new Options("flows", "-n", value);

        CommandException fault = assertThrows(CommandException.class, () -> options.takeNumber("-n"));

        assertEquals("flows: -n takes a number from 1 on, not '" + value + "'", fault.getMessage());
    }

    @Test
    void shouldRefuseANumberThatIsMissing() {
        Options options = new Options("flows", "-n");

        CommandException fault = assertThrows(CommandException.class, () -> options.takeNumber("-n"));

        assertEquals("flows: -n takes a number from 1 on", fault.getMessage());
    }

    @Test
    void shouldRefuseWordsThatNobodyWanted() {
        Options options = new Options("rules", "--jsn", "x");

        CommandException fault = assertThrows(CommandException.class, options::end);

        assertEquals("rules does not take '--jsn x'; see help rules", fault.getMessage());
    }

    @Test
    void shouldRenderAsJsonOnlyWhenAsked() {
        assertEquals("[1]", new Options("x", "--json").render(List.of(1), style -> "text"));
        assertEquals("text PLAIN", new Options("x").render(List.of(1), style -> "text " + style));
    }

    @Test
    void shouldBePlainWhenThereIsNoTerminal() {
        assertFalse(Options.isTerminal());
        assertEquals(Style.PLAIN, Options.style());
    }
}
