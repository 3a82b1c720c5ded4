package e7.netlink.source;

import e7.api.queue.QueueOptions;
import e7.netlink.Errno;
import e7.netlink.Exchange;
import e7.netlink.MessageBuilder;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import e7.netlink.NetlinkSocket;
import e7.netlink.nfqueue.NfQueue;
import e7.netlink.nfqueue.QueueConfig;
import java.io.IOException;

/** Binds a queue, and says in one line why it can't. */
final class QueueBinder {
    /** Attributes beside the payload: 25 of the kernel's, none of them longer than 20 bytes. */
    private static final int ATTRIBUTES_BYTES = 512;
    /** What the kernel counts for a message's buffer beyond the bytes in it (struct sk_buff and skb_shared_info). */
    private static final int SKB_OVERHEAD = 1024;
    private static final int MIN_RECEIVE_BUFFER = 1 << 20;
    private static final int MAX_RECEIVE_BUFFER = 1 << 26;
    private static final int CONFIG_BYTES = 128;

    private final QueueOptions options;

    QueueBinder(QueueOptions options) {
        this.options = options;
    }

    BoundQueue bind() throws IOException {
        NetlinkSocket socket = open();
        try {
            socket.receiveBuffer(receiveBuffer());
            configure(socket);
            int slot = options.copyRange() + ATTRIBUTES_BYTES;
            return new BoundQueue(options.number(), socket, slot, IdMap.ofUsers(), IdMap.ofGroups());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private NetlinkSocket open() throws NetlinkException {
        try {
            return NetlinkSocket.open(Netlink.NETLINK_NETFILTER);
        } catch (NetlinkException e) {
            throw e.errno() == Errno.EPROTONOSUPPORT ? Refusal.noModule(operation(), e.errno(), "nfnetlink") : e;
        }
    }

    /** Enough for a full queue's messages, within limits: what does not fit into it, the kernel drops. */
    private int receiveBuffer() {
        long bytes = (long) options.length() * (options.copyRange() + ATTRIBUTES_BYTES + SKB_OVERHEAD);
        return (int) Math.max(MIN_RECEIVE_BUFFER, Math.min(MAX_RECEIVE_BUFFER, bytes));
    }

    private void configure(NetlinkSocket socket) throws NetlinkException {
        try (Exchange exchange = Exchange.over(socket, CONFIG_BYTES)) {
            probe(exchange);
            take(exchange);
        }
        // From here on packets may come: no reply is waited for that they could be mixed with.
        MessageBuilder message = new MessageBuilder(CONFIG_BYTES).begin(NfQueue.NFQNL_MSG_CONFIG, Netlink.NLM_F_REQUEST, 0);
        QueueConfig.copyPackets(message, options.number(), options.copyRange());
        socket.send(message.end());
    }

    private void take(Exchange exchange) throws NetlinkException {
        int flags = NfQueue.NFQA_CFG_F_GSO | NfQueue.NFQA_CFG_F_UID_GID | (options.failOpen() ? NfQueue.NFQA_CFG_F_FAIL_OPEN : 0);
        MessageBuilder message = exchange.request(NfQueue.NFQNL_MSG_CONFIG, Netlink.NLM_F_ACK);
        QueueConfig.bind(message, options.number(), options.length(), flags);
        message.end();
        try {
            exchange.acknowledged(operation());
        } catch (NetlinkException e) {
            // EPERM is the kernel's word for a queue of another port id; the privilege has been probed before.
            boolean taken = e.errno() == Errno.EPERM || e.errno() == Errno.EBUSY;
            throw taken ? Refusal.taken(options.number()) : e;
        }
    }

    /** Whether it may be done at all, asked apart because the kernel says EPERM for a taken queue as well. */
    private void probe(Exchange exchange) throws NetlinkException {
        MessageBuilder message = exchange.request(NfQueue.NFQNL_MSG_CONFIG, Netlink.NLM_F_ACK);
        QueueConfig.probe(message);
        message.end();
        try {
            exchange.acknowledged(operation());
        } catch (NetlinkException e) {
            throw switch (e.errno()) {
                case Errno.EPERM -> Refusal.noPrivilege(operation(), e.errno());
                case Errno.EINVAL -> Refusal.noModule(operation(), e.errno(), "nfnetlink_queue");
                default -> e;
            };
        }
    }

    private String operation() {
        return "bind queue " + options.number();
    }
}
