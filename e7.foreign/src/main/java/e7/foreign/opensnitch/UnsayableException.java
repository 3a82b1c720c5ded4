package e7.foreign.opensnitch;

/** A rule that has no equal here. The message says why, as the end of a line. */
final class UnsayableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnsayableException(String reason) {
        super(reason, null, false, false);
    }
}
