package e7.api.queue;

/**
 * A queue's figures since it was bound.
 *
 * @param waiting packets that the kernel holds now; -1 where the kernel does not tell (in a user namespace)
 * @param fullDrops packets that the kernel dropped because the queue was full; -1 where it does not tell
 * @param lostMessages times that the receive buffer overflowed (ENOBUFS), each of which dropped at least one packet
 * @param lateVerdicts verdicts for packets that the kernel no longer held (ENOENT)
 */
public record QueueStats(long waiting, long fullDrops, long lostMessages, long lateVerdicts) {}
