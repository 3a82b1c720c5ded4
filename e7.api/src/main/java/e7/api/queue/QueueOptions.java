package e7.api.queue;

/**
 * How a queue is opened.
 *
 * @param number the queue's number, 0 to 65535
 * @param length how many packets the kernel holds at most before it drops (NFQA_CFG_QUEUE_MAXLEN)
 * @param copyRange how many bytes of each packet are copied to us (NFQA_CFG_PARAMS, copy_range)
 * @param failOpen whether the kernel lets packets pass when the queue is full (NFQA_CFG_F_FAIL_OPEN)
 */
public record QueueOptions(int number, int length, int copyRange, boolean failOpen) {
    /** Checks the ranges. */
    public QueueOptions {
        if (number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("queue number out of range: number=" + number);
        }
        if (length < 1 || copyRange < 128) {
            throw new IllegalArgumentException("queue too small: length=" + length + " copyRange=" + copyRange);
        }
    }
}
