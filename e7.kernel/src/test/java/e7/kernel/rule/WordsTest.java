package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import e7.api.rule.RuleSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void shouldSplitAtBlanks() throws RuleSyntaxException {
        assertEquals(List.of("allow", "tcp", "/usr/bin/nc"), Words.split("  allow\ttcp  /usr/bin/nc "));
        assertEquals(List.of(), Words.split("   "));
        assertEquals(List.of(), Words.split(""));
    }

    @Test
    void shouldTakeACommentOnlyAtTheStartOfAWord() throws RuleSyntaxException {
        assertEquals(List.of(), Words.split("# all of it"));
        assertEquals(List.of("a"), Words.split("a #b c"));
        assertEquals(List.of("a#b", "c"), Words.split("a#b c"));
        assertEquals(List.of("#a"), Words.split("\"#a\""));
        assertEquals(List.of("#a"), Words.split("\\#a"));
    }

    @Test
    void shouldHoldBlanksTogetherInQuotes() throws RuleSyntaxException {
        assertEquals(List.of("name=a b", "c"), Words.split("name=\"a b\" c"));
        assertEquals(List.of("", "x"), Words.split("\"\" x"));
        assertEquals(List.of("a\"b\\c"), Words.split("\"a\\\"b\\\\c\""));
    }

    @Test
    void shouldRefuseAnOpenQuoteAndControlCharacters() {
        assertThrows(RuleSyntaxException.class, () -> Words.split("name=\"a"));
        assertThrows(RuleSyntaxException.class, () -> Words.split("name=\"a\\\""));
        assertThrows(RuleSyntaxException.class, () -> Words.split("a\u001bb"));
        assertThrows(RuleSyntaxException.class, () -> Words.split("\"a\nb\""));
        assertThrows(RuleSyntaxException.class, () -> Words.split("a\\\u001bb"));
    }

    @Test
    void shouldReadBackWhatItQuotes() throws RuleSyntaxException {
        Random random = new Random(3);
        String alphabet = "ab \"\\#=,/\u00e9\u2028\u3000";
        for (int i = 0; i < 20_000; i++) {
            List<String> words = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (int w = random.nextInt(4); w >= 0; w--) {
                StringBuilder word = new StringBuilder();
                for (int c = random.nextInt(6); c > 0; c--) {
                    word.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                words.add(word.toString());
                line.append(' ').append(Words.quote(word.toString()));
            }
            assertEquals(words, Words.split(line.toString()), line.toString());
        }
    }
}
