package e7.rules.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the processes of the moment have, for completion. */
final class Running {

    private static final int MOST_COMPLETIONS = 100;

    private Running() {}

    /** What may be taken from a process's folder. */
    interface Reader {
        List<String> read(ProcessFolder folder) throws IOException;
    }

    /**
     * All values that begin with the prefix, sorted, each once, at most 100. Those of processes that are gone or may not be read are left
     * out.
     */
    static List<String> complete(String prefix, Reader reader) {
        SortedSet<String> found = new TreeSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path folder : folders) {
                addFrom(folder, prefix, reader, found);
            }
        } catch (IOException e) {
            return List.of();
        }
        return found.stream().limit(MOST_COMPLETIONS).toList();
    }

    private static void addFrom(Path folder, String prefix, Reader reader, SortedSet<String> found) {
        try {
            ProcessFolder process = new ProcessFolder(Integer.parseInt(folder.getFileName().toString()));
            reader.read(process).stream().filter(value -> value.startsWith(prefix)).forEach(found::add);
        } catch (IOException | NumberFormatException e) {
            // Gone, a kernel thread, or somebody else's.
        }
    }
}
