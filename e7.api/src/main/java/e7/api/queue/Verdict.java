package e7.api.queue;

/** What is told to the kernel about one packet. */
public enum Verdict {
    /** Let it go its way. */
    ACCEPT,
    /** Drop it without a word. */
    DROP,
    /** Drop it and answer the sender: a TCP reset, or an ICMP unreachable (administratively prohibited). */
    REJECT
}
