package e7.itest.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this machine has. */
public final class Programs {

    private Programs() {}

    /** Whether a command exits with 0; false as well if it cannot be run. */
    static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether a program is on the path. */
    public static boolean has(String program) {
        return succeeds(List.of("sh", "-c", "command -v " + program));
    }

    /** Skips the calling test, with the reason, if an offline Maven said that it would have to download something. */
    public static void assumeNothingToDownload(String mavenOutput) {
        String missing = mavenOutput.lines().filter(line -> line.contains("offline mode")).findFirst().orElse(null);
        assumeTrue(missing == null, "cannot be built offline: " + missing);
    }

    /** Whether this process's root is not the machine's: only some users exist then. */
    static boolean isInUserNamespace() {
        try {
            return !Files.readString(Path.of("/proc/self/uid_map")).contains("4294967295");
        } catch (IOException e) {
            return true;
        }
    }
}
