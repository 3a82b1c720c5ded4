package e7.foreign.opensnitch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of lists, as OpenSnitch picks them (its daemon/rule/operator_lists.go): every file with a dot in its name, but hidden ones. */
final class ListFolder {

    private ListFolder() {}

    /** The whole paths of the files that are there now, at least one. */
    static List<String> files(String folder) throws UnsayableException {
        if (!folder.startsWith("/")) {
            throw new UnsayableException("'" + folder + "' is not the whole path of a folder of lists");
        }
        try (Stream<Path> content = Files.list(Path.of(folder))) {
            List<String> files = content.filter(file -> file.getFileName().toString().indexOf('.') > 0).map(Path::toString).sorted().toList();
            if (files.isEmpty()) {
                throw new UnsayableException("there is no list in " + folder);
            }
            return files;
        } catch (IOException | InvalidPathException e) {
            throw new UnsayableException("the folder of lists " + folder + " cannot be read");
        }
    }
}
