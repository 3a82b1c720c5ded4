package e7.console.shell;

import e7.console.command.CommandException;
import e7.console.command.Sessions;
import e7.console.command.TextFile;
import org.apache.felix.service.command.CommandSession;

/** Runs a file of Gogo commands, as if they were typed. */
public final class SourceCommand {

    /** Runs what is in the file, and says what each of its statements says. */
    public void source(CommandSession session, String... words) throws Exception {
        if (words.length != 1 || words[0] == null) {
            throw new CommandException("source takes a file of commands");
        }
        String text = new TextFile(session.currentDir().resolve(words[0])).read();
        boolean before = Sessions.script(session, true);
        try {
            CommandLine.run(session, text, session.getConsole()::print);
        } finally {
            Sessions.script(session, before);
        }
    }
}
