package e7.console.command;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;

/** What a command knows of the session it runs in, or leaves there for whoever runs it. Gogo hides names that begin with a dot. */
public final class Sessions {

    private static final String SCRIPT = ".e7.script";
    private static final String LEFT = ".e7.left";
    private static final String INPUT_TAKEN = ".e7.input.taken";
    private static final String EXIT_CODE = ".e7.exit.code";

    private Sessions() {}

    /** Says that the commands come from a script, or again from a terminal; gives back what held before. */
    public static boolean script(CommandSession session, boolean script) {
        return Boolean.TRUE.equals(session.put(SCRIPT, script));
    }

    /**
     * Whether the command that runs comes from a file or an argument, which somebody had the time to think about. The session is not asked
     * for as the command's argument, since Gogo then does not hand on a single word that is null.
     */
    static boolean isScript() {
        Job job = Job.Utils.current();
        return job != null && Boolean.TRUE.equals(job.session().get(SCRIPT));
    }

    /** No further command is to be run. */
    public static void leave(CommandSession session) {
        session.put(LEFT, true);
    }

    /** Whether {@link #leave} was called. */
    public static boolean isLeft(CommandSession session) {
        return session.get(LEFT) != null;
    }

    /** Standard input is where the commands come from, so that a program may not read it. */
    public static void takeInput(CommandSession session) {
        session.put(INPUT_TAKEN, true);
    }

    static boolean isInputTaken(CommandSession session) {
        return session.get(INPUT_TAKEN) != null;
    }

    /** Notes how a program ended; of those that failed the first counts. */
    static void ended(CommandSession session, int exitCode) {
        if (exitCode != 0 && session.get(EXIT_CODE) == null) {
            session.put(EXIT_CODE, exitCode);
        }
    }

    /** The exit code of the first program that failed, or 0. */
    public static int exitCode(CommandSession session) {
        return session.get(EXIT_CODE) instanceof Integer code ? code : 0;
    }
}
