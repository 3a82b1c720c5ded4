package e7.api.queue;

/**
 * What the hook's chains do.
 *
 * @param queueing false: the chains are kept and queue nothing, every packet passes unseen; verdicts on packets that are still held count
 * @param queue the number of the queue that packets go to
 * @param failAllow whether packets pass, or are dropped, when nobody listens to the queue or a packet comes back without a tag
 */
public record HookOptions(boolean queueing, int queue, boolean failAllow) {}
