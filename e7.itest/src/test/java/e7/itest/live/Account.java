package e7.itest.live;

import java.util.ArrayList;
import java.util.List;

/** Who runs the product in a test. */
public enum Account {
    /** With every privilege; the sandbox is a network namespace, so all users exist in it. */
    ROOT,
    /** Without any; the sandbox is a user and network namespace with the user's own number alone. */
    ORDINARY;

    private static final String NOBODY = "65534";

    /** The command, run by this account. */
    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>();
        if (this == ORDINARY && isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"));
        }
        whole.addAll(command);
        return whole;
    }

    /** Why this account cannot be had here, or null. */
    public String unavailable() {
        if (this == ROOT && !isRoot()) {
            return "needs root";
        }
        List<String> probe = this == ROOT ? List.of("unshare", "-n", "true") : List.of("unshare", "-rn", "true");
        return Programs.succeeds(command(probe)) ? null : "no private network namespace for " + this;
    }

    private static boolean isRoot() {
        return Programs.succeeds(List.of("sh", "-c", "test $(id -u) -eq 0")) && !Programs.isInUserNamespace();
    }
}
