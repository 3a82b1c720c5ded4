package e7.console.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void shouldAlignTextLeftAndNumbersRight() {
        Table table = new Table("NAME", "HITS", "WHY").row("a", 7, "x").row("long name", 1234, "");

        assertEquals(
                List.of(
                        "NAME       HITS  WHY", //
                        "a             7  x",
                        "long name  1234"),
                table.lines(Style.PLAIN));
    }

    @Test
    void shouldTakeADashForAMissingNumberButNotAnAddressForANumber() {
        Table table = new Table("MISSING", "ADDRESS", "END").row("-", "10.0.0.1", "x").row("-1.25", "1", "x");

        assertEquals(List.of("MISSING  ADDRESS   END", "      -  10.0.0.1  x", "  -1.25  1         x"), table.lines(Style.PLAIN));
    }

    @Test
    void shouldAlignWhenCharactersAreWideOrCombine() {
        Table table = new Table("P", "END").row("日本", "x").row("e\u0301", "x").row("abcd", "x");

        List<String> lines = table.lines(Style.PLAIN);

        assertEquals(List.of("P     END", "日本  x", "e\u0301     x", "abcd  x"), lines);
        for (String line : lines.subList(1, lines.size())) {
            assertEquals(7, new AttributedString(line).columnLength(), line);
        }
    }

    @Test
    void shouldNeutraliseWhatATerminalWouldObey() {
        assertEquals("?[31mred", Table.safe("\033[31mred"));
        assertEquals("a?b?c?d?e", Table.safe("a\nb\u009bc\u202ed\u007fe"));
        assertEquals("?|?|?", Table.safe("\u2028|\ud800|\u2029"));
        assertEquals("é日😀", Table.safe("é日😀"));
        assertEquals("a?", new Table("X").row("a\r").lines(Style.PLAIN).get(1));
    }

    @Test
    void shouldShowHeadingsAloneWhenThereAreNoRows() {
        Table table = new Table("A", "B");

        assertTrue(table.isEmpty());
        assertEquals("A  B", table.text(Style.PLAIN));
        assertFalse(table.row(1, 2).isEmpty());
    }

    @Test
    void shouldRefuseARowThatDoesNotFit() {
        Table table = new Table("A", "B");

        assertThrows(IllegalArgumentException.class, () -> table.row("x"));
    }

    @Test
    void shouldCutTheMiddleOfLongCellsWhenColumnsAreFew() {
        Table table = new Table("PATH", "N").row("/usr/lib/very/long/folder/program", 12345);

        List<String> lines = table.lines(Style.PLAIN, 30);

        assertEquals("/usr/li…/folder/program  12345", lines.get(1));
        assertEquals(30, lines.get(1).length());
    }

    @Test
    void shouldLeaveTheLastColumnsOutWhenTheyDoNotFit() {
        Table table = new Table("PATH", "N", "M").row("/usr/bin/an/executable", 12345, 67890);

        assertEquals(List.of("PATH                 N", "/usr…executable  12345"), table.lines(Style.PLAIN, 28));
        assertEquals(List.of("PATH", "/usr…executable"), table.lines(Style.PLAIN, 3));
    }

    @Test
    void shouldColourVerdictsWithoutShiftingColumns() {
        Table table = new Table("ACTION", "WHAT").row("block", "x").row("ask", "y");

        List<String> lines = table.lines(Style.TERMINAL);

        assertEquals("\033[1mACTION  WHAT\033[0m", lines.get(0));
        assertEquals("\033[31;1mblock\033[0m   x", lines.get(1));
        assertEquals("ask     y", lines.get(2));
    }
}
