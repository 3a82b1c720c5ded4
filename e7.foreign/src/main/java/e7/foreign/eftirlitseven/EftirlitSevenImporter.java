package e7.foreign.eftirlitseven;

import e7.api.engine.RulesImporter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Reads a file of commands that EftirlitSeven's daemon is started with. */
@Component
public final class EftirlitSevenImporter implements RulesImporter {

    private static final List<String> NOTES = List.of(
            "a folder means everything below it here",
            "EftirlitSeven begins with fail, unkproc and unkprot at allow; what the file does not set is here as it was",
            "EftirlitSeven lets all of IPv6 pass unseen; here rules and flags are about both versions of IP");

    @Override
    public String format() {
        return "eftirlitseven";
    }

    @Override
    public Imported read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException((Files.exists(path) ? "is no file: " : "no such file: ") + path);
        }
        try {
            return new Imported(CommandFile.read(Files.readAllLines(path)), NOTES);
        } catch (CharacterCodingException e) {
            throw new IOException(path + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IOException("cannot read " + path + ": " + e.getClass().getSimpleName().replaceFirst("Exception$", ""), e);
        }
    }
}
