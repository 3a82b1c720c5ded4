package e7.console.shell;

import e7.api.queue.PacketSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The namespaces of a sandbox, which the launcher script made before it started us. */
final class PrivateNamespace {

    private static final Path UID_MAP = Path.of("/proc/self/uid_map");
    private static final String ALL_UIDS = "4294967295";

    private PrivateNamespace() {}

    /** A fresh network namespace has its loopback interface down, and no other. */
    static void bringLoopbackUp(PacketSource source) throws LaunchFailure {
        try {
            source.bringLoopbackUp();
        } catch (IOException e) {
            throw new LaunchFailure(LaunchFailure.NOT_STARTED, "cannot set the loopback interface up: " + e.getMessage());
        }
    }

    /** How a second terminal gets in, in one line. */
    static String howToEnter() {
        long pid = ProcessHandle.current().pid();
        return isUserNamespace() ? "nsenter -t " + pid + " -U -n --preserve-credentials" : "nsenter -t " + pid + " -n";
    }

    private static boolean isUserNamespace() {
        try {
            return !Files.readString(UID_MAP).contains(ALL_UIDS);
        } catch (IOException e) {
            return false;
        }
    }
}
