package e7.identity.proc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What the name that {@code /proc/PID/exe} reads as is worth.
 *
 * @param path the name, if it may be trusted; otherwise null
 * @param display the name as it is to be shown, with the reason if it may not be trusted
 */
record ExecutableName(String path, String display) {

    private static final String DELETED = " (deleted)";

    /** What is known about a process, besides the name itself, that decides about it. */
    record Evidence(boolean leadsToSameFile, boolean sameUserNamespace, boolean sameMountNamespace) {
    }

    /**
     * Judges a name. It counts only if it leads to the same file here, and if the process is in our own user namespace: whoever is root in
     * a user namespace of his own may point {@code /proc/PID/exe} at any file with prctl(PR_SET_MM_MAP), and device and inode are then
     * those of the real /usr/bin/curl. A file may really be called "x (deleted)", so that suffix decides nothing.
     */
    static ExecutableName of(byte[] name, Evidence evidence) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException e) {
            // Two such names could decode to the same text, and a rule would match both.
            return new ExecutableName(null, Printable.of(new String(name, StandardCharsets.UTF_8)) + " (name is not UTF-8)");
        }
        String shown = Printable.of(text);
        if (!text.startsWith("/")) {
            return new ExecutableName(null, shown + " (no path)");
        }
        if (evidence.leadsToSameFile()) {
            return evidence.sameUserNamespace()
                    ? new ExecutableName(text, shown)
                    : new ExecutableName(null, shown + " (in another user namespace)");
        }
        if (!evidence.sameMountNamespace()) {
            return new ExecutableName(null, shown + " (in another mount namespace)");
        }
        return new ExecutableName(null, text.endsWith(DELETED) ? shown : shown + " (another file there now)");
    }
}
