package e7.netlink.nfqueue;

import e7.netlink.MessageBuilder;
import e7.netlink.Netlink;

/**
 * Writes the body of NFQNL_MSG_CONFIG messages: struct nfgenmsg whose resource id is the queue's number, then attributes. The caller
 * begins the message and ends it.
 */
public final class QueueConfig {
    private QueueConfig() {}

    /** Asks for nothing: answered with success since Linux 3.8, or EPERM without the privilege, or EINVAL without the subsystem. */
    public static void probe(MessageBuilder message) {
        message.putNfgenmsg(Netlink.AF_UNSPEC, 0);
        command(message, NfQueue.NFQNL_CFG_CMD_PF_BIND);
    }

    /**
     * Binds a queue with all settings that may be refused. It gives no packets before {@link #copyPackets}, so that none can come between
     * this message and its acknowledgement.
     *
     * @param queue its number
     * @param length how many packets it holds at most
     * @param flags NFQA_CFG_F_*
     */
    public static void bind(MessageBuilder message, int queue, int length, int flags) {
        message.putNfgenmsg(Netlink.AF_UNSPEC, queue);
        command(message, NfQueue.NFQNL_CFG_CMD_BIND);
        message.putU32Be(NfQueue.NFQA_CFG_QUEUE_MAXLEN, length);
        message.putU32Be(NfQueue.NFQA_CFG_FLAGS, flags);
        message.putU32Be(NfQueue.NFQA_CFG_MASK, flags | NfQueue.NFQA_CFG_F_FAIL_OPEN);
    }

    /**
     * Makes a bound queue give packets.
     *
     * @param range how many bytes of each packet come, 0 for all
     */
    public static void copyPackets(MessageBuilder message, int queue, int range) {
        message.putNfgenmsg(Netlink.AF_UNSPEC, queue);
        message.putBytes(NfQueue.NFQA_CFG_PARAMS, new byte[] {
            (byte) (range >>> 24), (byte) (range >>> 16), (byte) (range >>> 8), (byte) range, NfQueue.NFQNL_COPY_PACKET
        });
    }

    /** Unbinds a queue: the kernel drops what it still holds. */
    public static void unbind(MessageBuilder message, int queue) {
        message.putNfgenmsg(Netlink.AF_UNSPEC, queue);
        command(message, NfQueue.NFQNL_CFG_CMD_UNBIND);
    }

    /** Sets the flags in {@code mask} to those of {@code flags}, and leaves the others. */
    public static void flags(MessageBuilder message, int queue, int flags, int mask) {
        message.putNfgenmsg(Netlink.AF_UNSPEC, queue);
        message.putU32Be(NfQueue.NFQA_CFG_FLAGS, flags);
        message.putU32Be(NfQueue.NFQA_CFG_MASK, mask);
    }

    private static void command(MessageBuilder message, int command) {
        message.putBytes(NfQueue.NFQA_CFG_CMD, new byte[] {(byte) command, 0, 0, 0});
    }
}
