package e7.kernel.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.rule.RuleSyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {

    @Test
    void shouldSplitTheCommandFromItsWords() throws RuleSyntaxException {
        assertEquals(new Statement("allow", List.of("udp", "dport=53")), Statement.parse("e7:allow udp dport=53 # names"));
        assertEquals(new Statement("", List.of()), Statement.parse("# nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear #3", "e7:clear  #12 the old one", "clear\t#3"})
    void shouldNotClearAllWhenACommentSwallowedTheNumber(String line) {
        assertTrue(assertThrows(RuleSyntaxException.class, () -> Statement.parse(line)).getMessage().startsWith("# begins a comment"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "clear # as EftirlitSeven's files begin", "clear #all of it"})
    void shouldClearAllInAFile(String line) throws RuleSyntaxException {
        assertEquals(new Statement("clear", List.of()), Statement.parse(line));
    }

    @Test
    void shouldTakeTheNumberBeforeAComment() throws RuleSyntaxException {
        assertEquals(new Statement("clear", List.of("3")), Statement.parse("clear 3 #4"));
    }
}
