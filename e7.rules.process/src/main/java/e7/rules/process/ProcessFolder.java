package e7.rules.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of /proc. A pid is used again after its process, and exec(2) changes the file: so what is read counts only if {@link #is} was
 * true before and after it.
 */
final class ProcessFolder {

    private static final Path PROC = Path.of("/proc");
    private static final int LONGEST_STAT = 4096;
    private static final int LONGEST_STATUS = 8192;

    private final Path folder;

    ProcessFolder(int pid) {
        this.folder = PROC.resolve(Integer.toString(pid));
    }

    /** Whether this is that process and it executes that file. */
    boolean is(ProcessKey process) throws IOException {
        return stat().startTime() == process.startTime() && version().isExecutableOf(process);
    }

    StatLine stat() throws IOException {
        return StatLine.parse(read("stat", LONGEST_STAT));
    }

    /** The executable, whatever its name leads to by now. */
    FileVersion version() throws IOException {
        return FileVersion.of(executable());
    }

    /** Opens the executable itself, also a deleted one. */
    Path executable() {
        return folder.resolve("exe");
    }

    /** The name of the executable; it need not lead anywhere, nor to the executable. */
    Path executableName() throws IOException {
        return Files.readSymbolicLink(executable());
    }

    /** Reads a whole file. */
    byte[] read(String name, int longest) throws IOException {
        try (InputStream in = new FileInputStream(folder.resolve(name).toFile())) {
            byte[] content = in.readNBytes(longest + 1);
            if (content.length > longest) {
                throw new IOException("too long: file=" + folder.resolve(name) + " limit=" + longest);
            }
            return content;
        }
    }

    /**
     * Whether the process is in our own user namespace. Whoever is root in one of his own may let {@code exe} be any file he can read
     * (prctl(2), PR_SET_MM_MAP), so what is read through it tells nothing then. Ask after {@code exe} was read: nobody comes back into a
     * parent.
     */
    boolean isInOurUserNamespace() throws IOException {
        Path own = Files.readSymbolicLink(PROC.resolve("self/ns/user"));
        return Files.readSymbolicLink(folder.resolve("ns/user")).equals(own);
    }

    /** The real uid in our numbers, whom the time that reading takes is put down to. Waits for nobody. */
    long user() throws IOException {
        String status = new String(read("status", LONGEST_STATUS), StandardCharsets.ISO_8859_1);
        // The name in the first line is the process's choice, but its newlines are escaped.
        int at = status.indexOf("\nUid:\t");
        int end = status.indexOf('\t', at + 6);
        if (at < 0 || end < 0) {
            throw new IOException("no user: file=" + folder.resolve("status"));
        }
        return Long.parseLong(status.substring(at + 6, end));
    }
}
