package e7.netlink;

import java.io.IOException;

/** The kernel, or the system call that leads to it, said no. The message is one line: {@code operation: ERRNO (what the kernel adds)}. */
public final class NetlinkException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int errno;
    private final String detail;
    private final int sequence;

    /** An error of a system call, or one without more to say. */
    public NetlinkException(String operation, int errno) {
        this(operation, errno, "", 0);
    }

    /**
     * An error that a message was answered with.
     *
     * @param operation what was tried, such as {@code bind queue 7}
     * @param errno the error's number, positive
     * @param detail the kernel's extended acknowledgement (NLMSGERR_ATTR_MSG), or a text of ours; may be empty
     * @param sequence the sequence number of the message that failed, or 0
     */
    public NetlinkException(String operation, int errno, String detail, int sequence) {
        super(message(operation, errno, detail));
        this.operation = operation;
        this.errno = errno;
        this.detail = detail;
        this.sequence = sequence;
    }

    private static String message(String operation, int errno, String detail) {
        String line = operation + ": " + Errno.name(errno);
        return detail.isEmpty() ? line : line + " (" + detail + ")";
    }

    /** What was tried. */
    public String operation() {
        return operation;
    }

    /** The error's number, positive; see {@link Errno}. */
    public int errno() {
        return errno;
    }

    /** The kernel's own words, or the empty string. */
    public String detail() {
        return detail;
    }

    /** The sequence number of the message that failed, or 0 if the system call itself did. */
    public int sequence() {
        return sequence;
    }
}
