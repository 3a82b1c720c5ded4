package e7.api.identity;

import java.util.Objects;

/**
 * A process, as far as a firewall may trust it: process id, start time and the executable's device and inode. The same process id with
 * another start time, or with another executable after exec(2), is another identity.
 *
 * @param pid process id in this process's pid namespace; 0 for the kernel, -1 if unknown
 * @param startTime field 22 of /proc/PID/stat, clock ticks since boot
 * @param device st_dev of /proc/PID/exe
 * @param inode st_ino of /proc/PID/exe
 * @param path the executable's path, if and only if that path in this process's own mount namespace leads to the same device and
 *     inode; otherwise null, and no {@code path=} criterion matches
 * @param display what to show: the path, or the path with the reason why it does not count, or why nothing is known; of more than
 *     {@value #DISPLAY_CHARACTERS} characters the middle is left out, since it is kept and shown in many places and is the process's own choice
 * @param command field 2 of /proc/PID/stat: the task's name, which the process may choose itself; to be shown, never to be trusted
 */
public record ProcessIdentity(
        int pid, long startTime, long device, long inode, String path, String display, String command) {

    /** The most characters that {@link #display} has. */
    public static final int DISPLAY_CHARACTERS = 256;

    private static final String LEFT_OUT = "…";

    /** The kernel itself: neighbour discovery, resets, ICMP errors and the like, which no socket sent. */
    public static final ProcessIdentity KERNEL = new ProcessIdentity(0, 0, 0, 0, "kernel", "kernel", "kernel");

    /** Checks what every caller relies on. */
    public ProcessIdentity {
        display = shortened(Objects.requireNonNull(display, "display"));
        Objects.requireNonNull(command, "command");
    }

    /** Both ends stay, as the last names of a path and the reason behind it say most; a surrogate pair is not cut in two. */
    private static String shortened(String text) {
        if (text.length() <= DISPLAY_CHARACTERS) {
            return text;
        }
        int head = DISPLAY_CHARACTERS / 3;
        int tail = text.length() - (DISPLAY_CHARACTERS - LEFT_OUT.length() - head);
        if (Character.isHighSurrogate(text.charAt(head - 1))) {
            head--;
        }
        if (Character.isLowSurrogate(text.charAt(tail))) {
            tail++;
        }
        return text.substring(0, head) + LEFT_OUT + text.substring(tail);
    }

    /**
     * A process that could not be named.
     *
     * @param reason shown to the administrator, such as {@code socket shared by curl (12) and python3 (13)}
     */
    public static ProcessIdentity unknown(String reason) {
        return new ProcessIdentity(-1, 0, 0, 0, null, "unknown: " + reason, "?");
    }

    /** Whether it is known which process this is. Its path may still be untrusted, that is, null. */
    public boolean isKnown() {
        return pid >= 0;
    }

    /** Whether this is {@link #KERNEL}. */
    public boolean isKernel() {
        return pid == 0;
    }

    /** Whether both are the same process running the same executable. */
    public boolean isSameProcess(ProcessIdentity other) {
        return pid == other.pid && startTime == other.startTime && device == other.device && inode == other.inode;
    }
}
