package e7.console.shell;

import e7.api.engine.Policy;
import java.util.List;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;

/** What may be typed next in a policy command. The profile names it as the completion of each of them. */
public final class StatementWords {

    static final String FUNCTION = "__statement";

    private final Policy policy;

    StatementWords(Policy policy) {
        this.policy = policy;
    }

    /** The words that may stand at the cursor. */
    public List<Candidate> __statement(CommandSession session) {
        ParsedLine line = Shell.getParsedLine(session);
        String typed = line.line().substring(0, line.cursor());
        return policy.complete(typed.stripLeading()).stream().map(StatementWords::candidate).toList();
    }

    /** A word that ends in {@code =} wants its value right behind it. */
    private static Candidate candidate(String word) {
        return new Candidate(word, word, null, null, null, null, !word.endsWith("="));
    }
}
