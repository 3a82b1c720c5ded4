package e7.console.command;

/** A command that could not do what it was asked for. The message is the one line that the user sees. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the line to be shown. */
    public CommandException(String message) {
        super(message, null, false, false);
    }

    /** The line alone, as Gogo's shell shows errors by this. */
    @Override
    public String toString() {
        return getMessage();
    }
}
