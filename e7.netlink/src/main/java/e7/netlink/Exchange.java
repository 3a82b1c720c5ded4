package e7.netlink;

import java.io.Closeable;
import java.util.function.Consumer;

/**
 * Requests and their replies over a socket of its own, for whatever is not on a packet's way. One thread at a time.
 *
 * <p>{@link #request} begins a message, {@link #acknowledged} or {@link #query} sends all that were begun and reads until the last has been
 * answered. Replies to anything older are skipped by their sequence numbers.
 */
public final class Exchange implements Closeable {
    private static final int REPLY_SLOTS = 8;
    private static final int REPLY_BYTES = 32 * 1024;
    private static final int TIMEOUT_MILLIS = 2000;

    private final NetlinkSocket socket;
    private final boolean owner;
    private final Waiter waiter;
    private final MessageBuilder messages;
    private final ReceiveBatch batch = new ReceiveBatch(REPLY_SLOTS, REPLY_BYTES);
    private final MessageReader reader = new MessageReader();
    private int sequence;
    private int first = 1;
    private int acknowledgements;
    private NetlinkException failure;
    private boolean done;
    private boolean interrupted;

    private Exchange(NetlinkSocket socket, boolean owner, int capacity) throws NetlinkException {
        this.socket = socket;
        this.owner = owner;
        this.waiter = new Waiter(socket);
        this.messages = new MessageBuilder(capacity);
    }

    /**
     * Opens a socket for it, which is closed with it.
     *
     * @param protocol one of NETLINK_*
     * @param capacity bytes that all messages of one request need at most
     */
    public static Exchange open(int protocol, int capacity) throws NetlinkException {
        NetlinkSocket socket = NetlinkSocket.open(protocol);
        try {
            return new Exchange(socket, true, capacity);
        } catch (NetlinkException e) {
            socket.close();
            throw e;
        }
    }

    /** Uses a socket that stays open when this is closed. Whatever else comes meanwhile is lost. */
    public static Exchange over(NetlinkSocket socket, int capacity) throws NetlinkException {
        return new Exchange(socket, false, capacity);
    }

    /** Begins a message with the next sequence number and NLM_F_REQUEST. Several may be sent together. */
    public MessageBuilder request(int type, int flags) {
        if (sequence == first - 1) {
            messages.clear();
            acknowledgements = 0;
        }
        if ((flags & Netlink.NLM_F_ACK) != 0) {
            acknowledgements++;
        }
        return messages.begin(type, flags | Netlink.NLM_F_REQUEST, ++sequence);
    }

    /** The sequence number of the message begun last. */
    public int sequence() {
        return sequence;
    }

    /**
     * Sends what was begun and waits until every message with NLM_F_ACK has been acknowledged.
     *
     * @throws NetlinkException the first error, be it of a message with or without that flag; a batch has then not been applied
     */
    public void acknowledged(String operation) throws NetlinkException {
        send(operation);
        while (acknowledgements > 0 && receive(operation, null) && failure == null) {
            // each round reads what has come
        }
        finish(operation, acknowledgements == 0);
    }

    /**
     * Sends one request and gives each of its replies to the visitor: one, or with NLM_F_DUMP any number.
     *
     * <p>The visitor must not use this exchange.
     *
     * @return false if the kernel says that the dump is inconsistent, because something changed meanwhile (NLM_F_DUMP_INTR)
     * @throws NetlinkException as the kernel answered, such as ENOENT
     */
    public boolean query(String operation, Consumer<MessageReader> visitor) throws NetlinkException {
        if (sequence != first) {
            throw new IllegalStateException(operation + ": one request at a time: begun=" + (sequence - first + 1));
        }
        send(operation);
        while (!done && receive(operation, visitor) && failure == null) {
            // each round reads what has come
        }
        finish(operation, done);
        return !interrupted;
    }

    private void send(String operation) throws NetlinkException {
        failure = null;
        done = false;
        interrupted = false;
        try {
            socket.send(messages);
        } catch (NetlinkException e) {
            first = sequence + 1;
            throw new NetlinkException(operation, e.errno(), e.detail(), 0);
        }
    }

    private void finish(String operation, boolean complete) throws NetlinkException {
        if (failure != null) {
            drain();
        }
        first = sequence + 1;
        if (failure != null) {
            throw failure;
        }
        if (!complete) {
            throw new NetlinkException(operation, Errno.ETIMEDOUT, "the kernel did not answer", sequence);
        }
    }

    /** Takes what the kernel still says about a request that has failed, so that it does not fill the socket. */
    private void drain() throws NetlinkException {
        NetlinkException said = failure;
        for (int count = socket.receive(batch); count != 0; count = socket.receive(batch)) {
            // skipped
        }
        failure = said;
    }

    private boolean receive(String operation, Consumer<MessageReader> visitor) throws NetlinkException {
        int count = socket.receive(batch);
        if (count == 0) {
            if (!waiter.await(TIMEOUT_MILLIS)) {
                return false;
            }
            count = socket.receive(batch);
        }
        if (count == NetlinkSocket.OVERRUN) {
            throw new NetlinkException(operation, Errno.ENOBUFS, "replies were lost", sequence);
        }
        for (int slot = 0; slot < count; slot++) {
            if (!batch.isFromKernel(slot)) {
                continue;
            }
            if (batch.isTruncated(slot)) {
                throw new NetlinkException(operation, Errno.EMSGSIZE, "the reply is too long", sequence);
            }
            reader.wrap(batch.buffer(), batch.offset(slot), batch.length(slot));
            while (reader.next()) {
                take(operation, visitor);
            }
        }
        return true;
    }

    private void take(String operation, Consumer<MessageReader> visitor) {
        if (reader.sequence() - first < 0 || reader.sequence() - sequence > 0) {
            return;
        }
        interrupted |= (reader.flags() & Netlink.NLM_F_DUMP_INTR) != 0;
        switch (reader.type()) {
            case Netlink.NLMSG_ERROR -> {
                if (reader.error() == 0) {
                    acknowledgements--;
                } else if (failure == null) {
                    failure = new NetlinkException(operation, reader.error(), reader.errorText(), reader.sequence());
                }
            }
            case Netlink.NLMSG_DONE -> {
                done = true;
                if (reader.bodyLength() >= 4 && reader.error() != 0 && failure == null) {
                    failure = new NetlinkException(operation, reader.error(), "", reader.sequence());
                }
            }
            case Netlink.NLMSG_NOOP -> { }
            default -> {
                if (visitor != null) {
                    visitor.accept(reader);
                    done |= (reader.flags() & Netlink.NLM_F_MULTI) == 0;
                }
            }
        }
    }

    @Override
    public void close() {
        waiter.close();
        if (owner) {
            socket.close();
        }
    }
}
