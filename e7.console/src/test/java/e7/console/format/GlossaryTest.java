package e7.console.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlossaryTest {

    @Test
    void shouldFoldMeaningsBelowEachOther() {
        Glossary glossary = new Glossary().add("user", "who owns the socket").add("dst", "where it goes").add("x", "");

        assertEquals(
                List.of("  user  who owns", "        the socket", "  dst   where it", "        goes", "  x"), glossary.lines(18));
    }

    @Test
    void shouldNotCutAWordAndShowNoControlCharacters() {
        assertEquals(List.of("  a?  a-very-long-word"), new Glossary().add("a\n", "a-very-long-word").lines(10));
    }
}
