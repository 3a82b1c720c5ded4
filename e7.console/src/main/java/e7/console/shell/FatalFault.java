package e7.console.shell;

import java.io.PrintStream;

/**
 * The end after a fault that nobody foresaw. An end in good order would take the hook away and let everything pass, for a reason that an
 * attacker may have brought about. So the machine halts without it, as if it had been killed: the hook stays in the kernel, does what the
 * flag {@code fail} says as nobody listens any more, and the next start takes it over.
 *
 * <p>Of most memory shortages the machine itself makes the same end, wherever they happen: the launcher tells it to, with
 * {@code ExitOnOutOfMemoryError}, and its exit code is this one.
 */
final class FatalFault {

    /** As HotSpot has it for ExitOnOutOfMemoryError. */
    static final int EXIT_CODE = 3;

    private static final int CAUSES_LOOKED_AT = 16;

    private FatalFault() {}

    /** The error that is behind a fault, for whoever calls by reflection gets errors wrapped in exceptions; or null. */
    static Error errorIn(Throwable fault) {
        Throwable cause = fault;
        for (int i = 0; cause != null && i < CAUSES_LOOKED_AT; i++) {
            if (cause instanceof Error error) {
                return error;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Says what happened in one line and ends the program. Does not return. */
    static void end(PrintStream err, Throwable fault) {
        try {
            String what = String.valueOf(fault).strip().replaceAll("\\s*\\R\\s*", " | ");
            err.println("e7: ended by a fault of its own: " + what + "; the hook stays and does what the flag fail says until E7 is started again");
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
