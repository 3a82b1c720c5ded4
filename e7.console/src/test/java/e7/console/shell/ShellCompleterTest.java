package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.console.command.CommandWords;
import e7.console.command.FakeCaches;
import e7.console.command.FakePolicy;
import e7.console.command.Gogo;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.jline.Parser;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShellCompleterTest {

    private final FakePolicy policy = new FakePolicy();
    private final Gogo gogo = new Gogo();
    private final ShellCompleter completer = new ShellCompleter(gogo.session, new CommandWords(policy, new FakeCaches()));

    @AfterEach
    void close() {
        gogo.close();
    }

    private List<Candidate> complete(String line) {
        List<Candidate> candidates = new ArrayList<>();
        completer.complete(null, new Parser().parse(line, line.length(), ParseContext.COMPLETE), candidates);
        return candidates;
    }

    private List<String> words(String line) {
        return complete(line).stream().map(Candidate::value).toList();
    }

    @Test
    void shouldOfferOurCommandsFirst() {
        gogo.processor.addCommand("gogo", new Object(), "grep");
        gogo.processor.addCommand("gogo", new Object(), "clear");

        List<String> begun = words("s");

        assertEquals("status", begun.get(0));
        assertEquals(1, begun.stream().filter("clear"::equals).count());
        assertTrue(begun.contains("grep"));
        assertFalse(words("").contains("grep"));
    }

    @Test
    void shouldOfferWordsAfterABlankAndInAWord() {
        policy.offered = List.of("tcp", "user=");

        assertEquals(List.of("tcp", "user="), words("allow "));
        assertEquals(List.of("user="), words("allow tcp us"));
        assertEquals(List.of("allow ", "allow tcp us"), policy.told);
    }

    @Test
    void shouldNotCloseAWordThatWantsAValue() {
        policy.offered = List.of("user=", "user=alice");

        List<Candidate> candidates = complete("block user");

        assertFalse(candidates.get(0).complete());
        assertTrue(candidates.get(1).complete());
    }

    @Test
    void shouldLookAtTheStatementUnderTheCursorOnly() {
        assertEquals(List.of("process", "verdict"), words("status; cache use "));
        assertEquals(List.of("array-slot"), words("rules | cache use process a"));
    }
}
