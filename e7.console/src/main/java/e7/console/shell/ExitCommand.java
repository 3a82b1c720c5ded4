package e7.console.shell;

import e7.console.command.Sessions;
import org.apache.felix.service.command.CommandSession;

/** Commands that leave the shell or the script, and with it the firewall. */
public final class ExitCommand {

    /** Runs no further command. */
    public void exit(CommandSession session) {
        Sessions.leave(session);
    }

    /** The same. */
    public void quit(CommandSession session) {
        Sessions.leave(session);
    }
}
