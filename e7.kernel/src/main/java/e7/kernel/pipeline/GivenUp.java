package e7.kernel.pipeline;

/**
 * Ends a thread that came back from a plugin after it had been given up: another thread has its work by now, and it must touch nothing any
 * more. An error, since no handler of faults may take it for one. Made once, without a stack.
 */
public final class GivenUp extends Error {

    static final GivenUp INSTANCE = new GivenUp();

    private static final long serialVersionUID = 1L;

    private GivenUp() {
        super("this thread has been given up", null, false, false);
    }
}
