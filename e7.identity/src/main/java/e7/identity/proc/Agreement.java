package e7.identity.proc;

import e7.api.identity.ProcessIdentity;

/**
 * Joins the holders of a socket into one answer. Any of them may have sent the packet, so they count as one process only if all execute
 * the same file under the same trusted path. Taking the first that is found would let anyone hand a socket of his to an allowed program
 * and go on using it.
 */
final class Agreement {

    private final String shared;
    private ProcessIdentity answer;
    private boolean agreed = true;

    /** Begins without holders. The text says what they would share, such as {@code socket}. */
    Agreement(String shared) {
        this.shared = shared;
    }

    /** Takes one holder in. */
    void add(ProcessIdentity holder) {
        if (!agreed || !holder.isKnown()) {
            answer = agreed ? holder : answer;
            agreed = false;
        } else if (answer == null) {
            answer = holder;
        } else if (!isSameProgram(holder, answer)) {
            answer = ProcessIdentity.unknown(shared + " shared by " + named(answer) + " and " + named(holder));
            agreed = false;
        } else if (isOlder(holder, answer)) {
            answer = holder;
        }
    }

    /** Whether no further holder can change the answer. */
    boolean isSettled() {
        return !agreed;
    }

    /** The process, the reason why there is none, or null if nobody was taken in. */
    ProcessIdentity answer() {
        return answer;
    }

    // Users are not compared: the socket's own user comes from the kernel, and servers such as nginx share a listening socket between a
    // master that is root and workers that are not.
    private static boolean isSameProgram(ProcessIdentity one, ProcessIdentity other) {
        return one.device() == other.device()
                && one.inode() == other.inode()
                && (one.path() == null ? other.path() == null : one.path().equals(other.path()));
    }

    // The oldest is the one that stays when the others come and go, so the answer does not jump about.
    private static boolean isOlder(ProcessIdentity one, ProcessIdentity other) {
        return one.startTime() != other.startTime() ? one.startTime() < other.startTime() : one.pid() < other.pid();
    }

    private static String named(ProcessIdentity process) {
        String shown = process.display();
        return shown.substring(shown.lastIndexOf('/') + 1) + " (" + process.pid() + ")";
    }
}
