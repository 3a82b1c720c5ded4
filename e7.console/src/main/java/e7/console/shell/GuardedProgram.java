package e7.console.shell;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/** The one program that is run under the firewall, with our own standard streams. Its exit code becomes ours. */
final class GuardedProgram {

    static final int NOT_EXECUTABLE = 126;
    static final int NOT_FOUND = 127;

    private static final String INTERRUPT = "INT";
    private static final int SECONDS_TO_END = 2;

    private final List<String> command;
    private Process process;
    private boolean ended;

    GuardedProgram(List<String> command) {
        this.command = List.copyOf(command);
    }

    /**
     * Runs it to its end.
     *
     * @return its exit code; 128 and the signal's number if a signal ended it
     * @throws LaunchFailure if it cannot be started, with the exit code that shells use for that
     */
    int run() throws LaunchFailure, InterruptedException {
        // What is typed at the terminal goes to the whole process group, and it is for the program to decide what it means. A handler,
        // unlike SIG_IGN, is not inherited by the program. It stays: Java hands signals on late, so that one of which the program died may
        // come to us after its end, and must not become our exit code in place of the program's.
        Signals.register(INTERRUPT, () -> {});
        // Java gives 128 and the signal's number by itself.
        return start().waitFor();
    }

    /** Ends it, by force if it does not listen. */
    synchronized void end() {
        ended = true;
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Process start() throws LaunchFailure {
        if (ended) {
            throw new LaunchFailure(LaunchFailure.NOT_STARTED, "was ended before " + command.get(0) + " began");
        }
        try {
            process = new ProcessBuilder(command).inheritIO().start();
            return process;
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            // The number is errno, which Java hides in the message.
            if (reason.contains("error=2,")) {
                throw new LaunchFailure(NOT_FOUND, command.get(0) + ": not found");
            }
            if (reason.contains("error=13,")) {
                throw new LaunchFailure(NOT_EXECUTABLE, command.get(0) + ": permission denied");
            }
            throw new LaunchFailure(NOT_EXECUTABLE, command.get(0) + ": cannot be run: " + reason.replaceFirst(".*error=\\d+, ", ""));
        }
    }
}
