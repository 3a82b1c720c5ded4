package e7.console.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the shell keeps what was typed: {@code $E7_HISTORY}, or else {@code .e7_history} in {@code $HOME}; an empty value keeps nothing.
 *
 * <p>The shell often runs as root, and a history is written without asking. So it is kept only where nobody else can put a link in its
 * place: in a folder, and if it exists in a plain file, that belongs to us.
 */
final class HistoryFile {

    private static final String VARIABLE = "E7_HISTORY";
    private static final String NAME = ".e7_history";
    private static final int OTHERS_MAY_WRITE = 0022;

    private HistoryFile() {}

    /** Empty if there is no safe place. */
    static Optional<Path> find(Map<String, String> environment) {
        String chosen = environment.get(VARIABLE);
        String home = environment.get("HOME");
        if (chosen != null) {
            return chosen.isEmpty() ? Optional.empty() : Optional.of(Path.of(chosen)).filter(HistoryFile::isSafe);
        }
        if (home == null || home.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Path.of(home, NAME)).filter(HistoryFile::isSafe);
    }

    private static boolean isSafe(Path file) {
        Path folder = file.getParent();
        if (!file.isAbsolute() || folder == null) {
            return false;
        }
        try {
            Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            boolean ours = Files.getAttribute(folder, "unix:uid").equals(self);
            boolean closed = ((Integer) Files.getAttribute(folder, "unix:mode") & OTHERS_MAY_WRITE) == 0;
            return ours && closed && Files.isWritable(folder) && (!exists(file) || isOurPlainFile(file, self));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isOurPlainFile(Path file, Object self) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(self);
    }
}
