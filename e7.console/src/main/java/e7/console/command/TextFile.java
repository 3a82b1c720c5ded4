package e7.console.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file that the administrator names. What is wrong with it comes out as a {@link CommandException}. */
public final class TextFile {

    private final Path file;

    /** A file, which need not be there. */
    public TextFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** Its text, which has to be UTF-8. */
    public String read() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandException("no such file: " + file);
        } catch (CharacterCodingException e) {
            throw new CommandException(file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + reason(e));
        }
    }

    /** Its lines, without line ends. */
    public List<String> lines() {
        return read().lines().toList();
    }

    /** Makes it; one that is there already is not written over. */
    void create(List<String> lines) {
        if (Files.exists(file)) {
            throw new CommandException("is there already: " + file);
        }
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new CommandException("cannot write " + file + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException fault && fault.getReason() != null
                ? fault.getReason()
                : e.getClass().getSimpleName().replaceFirst("Exception$", "");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
