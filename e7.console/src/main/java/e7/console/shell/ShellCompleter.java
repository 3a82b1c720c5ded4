package e7.console.shell;

import e7.console.command.CommandWords;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What TAB offers: commands first, then whatever may follow the command, as {@link CommandWords} says. */
final class ShellCompleter implements Completer {

    private static final String OURS = "commands of E7";
    private static final String OTHERS = "commands of the shell";

    private final CommandSession session;
    private final CommandWords words;

    ShellCompleter(CommandSession session, CommandWords words) {
        this.session = session;
        this.words = words;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            completeCommand(!line.word().isEmpty(), candidates);
            return;
        }
        String typed = line.word().substring(0, line.wordCursor());
        for (String word : words.after(line.words().subList(0, line.wordIndex()), typed)) {
            // What ends so wants to be continued right behind it.
            boolean whole = !word.endsWith("=") && !word.endsWith("/");
            candidates.add(new Candidate(word, word, null, null, null, null, whole));
        }
    }

    /** On an empty line the shell's own commands would only hide what one looks for. */
    private void completeCommand(boolean begun, List<Candidate> candidates) {
        words.commands().forEach((name, about) -> candidates.add(new Candidate(name, name, OURS, about, null, null, true)));
        if (!begun) {
            return;
        }
        Set<String> others = new TreeSet<>();
        for (String command : Shell.getCommands(session)) {
            String name = command.substring(command.indexOf(':') + 1);
            if (command.startsWith("gogo:") && !words.commands().containsKey(name)) {
                others.add(name);
            }
        }
        others.forEach(name -> candidates.add(new Candidate(name, name, OTHERS, null, null, null, true)));
    }
}
