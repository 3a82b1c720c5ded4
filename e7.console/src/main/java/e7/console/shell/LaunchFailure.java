package e7.console.shell;

/** The firewall cannot run as it was asked to. The message is one line for standard error. */
final class LaunchFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** It could not start: no privilege, the queue is taken. */
    static final int NOT_STARTED = 1;
    /** What it was given is wrong: arguments, the rules file, a command. */
    static final int BAD_INPUT = 2;

    private final int exitCode;

    LaunchFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
