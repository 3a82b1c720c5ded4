package e7.console.shell;

/** Arguments that are not understood. The message is one line for whoever typed them. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
