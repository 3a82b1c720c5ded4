package e7.console.shell;

import e7.console.command.CommandException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;

/** Runs a file of Gogo commands, as if they were typed. */
public final class SourceCommand {

    /** Runs what is in the file, and says what each of its statements says. */
    public void source(CommandSession session, String... words) throws Exception {
        if (words.length != 1 || words[0] == null) {
            throw new CommandException("source takes a file of commands");
        }
        CommandLine.run(session, read(session.currentDir().resolve(words[0])), session.getConsole()::print);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandException("no such file: " + file);
        } catch (CharacterCodingException e) {
            throw new CommandException(file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage());
        }
    }
}
