package e7.api.queue;

/**
 * What the hook's chains do.
 *
 * @param queueing false: the chains are kept and queue nothing, every packet passes unseen; verdicts on packets that are still held count
 * @param queues where packets go
 * @param failAllow whether packets pass, or are dropped, when nobody listens to their queue or a packet comes back without a tag
 */
public record HookOptions(boolean queueing, QueueRange queues, boolean failAllow) {}
