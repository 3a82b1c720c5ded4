package e7.console.command;

import java.io.IOException;
import org.apache.felix.service.command.CommandSession;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Runs a program where the firewall guards: as our child it is in the same network namespace. */
@Component(service = TryCommand.class, property = {"osgi.command.scope=e7", "osgi.command.function=try"})
public final class TryCommand {

    /** For the framework. */
    @Activate
    public TryCommand() {
        // Nothing to open.
    }

    /** Runs the program on our terminal and waits for it; says its exit code if that is not 0. The name is a word of Java's. */
    public String _try(CommandSession session, String... words) throws InterruptedException {
        if (words.length == 0) {
            throw new CommandException("try takes a program and its arguments, such as try curl http://127.0.0.1/");
        }
        Terminal terminal = session.get(".terminal") instanceof Terminal found ? found : null;
        Attributes before = terminal == null ? null : terminal.getAttributes();
        try {
            int code = new ProcessBuilder(words).inheritIO().start().waitFor();
            return code == 0 ? null : words[0] + " ended with exit code " + code;
        } catch (IOException e) {
            throw new CommandException("cannot run " + words[0] + ": " + e.getMessage().replaceFirst("^.*error=[0-9]+, ", ""));
        } finally {
            if (terminal != null) {
                terminal.setAttributes(before);
            }
        }
    }
}
