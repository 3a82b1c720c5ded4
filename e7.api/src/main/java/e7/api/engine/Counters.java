package e7.api.engine;

/**
 * The engine's counts since it began to guard. Each packet received is counted once among accepted, dropped and rejected when its verdict
 * is sent, or among parked while it waits.
 *
 * @param received packets that came from the queue
 * @param accepted verdicts of that kind
 * @param dropped verdicts of that kind
 * @param rejected verdicts of that kind
 * @param parked packets that wait for a worker now
 * @param overLimit packets that got the {@code fail} action since too many waited already
 * @param timedOut packets that got the {@code fail} action since nobody answered in time
 * @param unknownProcess packets whose process could not be named
 * @param unknownProtocol packets whose protocol could not be read
 * @param kernelLost packets that the kernel dropped before they came to us (full queue, full buffer); -1 where it does not tell
 * @param lateVerdicts verdicts for packets that the kernel no longer held
 */
public record Counters(
        long received,
        long accepted,
        long dropped,
        long rejected,
        long parked,
        long overLimit,
        long timedOut,
        long unknownProcess,
        long unknownProtocol,
        long kernelLost,
        long lateVerdicts) {}
