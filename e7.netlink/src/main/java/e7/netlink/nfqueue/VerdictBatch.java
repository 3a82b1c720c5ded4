package e7.netlink.nfqueue;

import e7.netlink.MessageBuilder;
import e7.netlink.Netlink;
import e7.netlink.NetlinkException;
import e7.netlink.NetlinkSocket;
import java.nio.ByteBuffer;

/**
 * Verdicts that go to the kernel with one send. Laid out once; a verdict is three stores. Owned by one thread, or guarded by its owner.
 *
 * <pre>
 *   one NFQNL_MSG_VERDICT, 40 bytes
 *    0  nlmsghdr, host order: length 40, type, NLM_F_REQUEST, sequence 0, 0
 *   16  nfgenmsg: AF_UNSPEC, 0, be16 queue
 *   20  NFQA_VERDICT_HDR, 12 bytes: be32 verdict at 24, be32 packet id at 28
 *   32  NFQA_MARK, 8 bytes: be32 at 36
 * </pre>
 *
 * <p>NLM_F_ACK is not set: silence is success. An error (ENOENT for a packet that the kernel no longer holds) comes back to the socket
 * all the same, and does not stop the verdicts behind it.
 */
public final class VerdictBatch {
    private static final int MESSAGE = 40;
    private static final int VERDICT = 24;
    private static final int ID = 28;
    private static final int MARK = 36;

    private final ByteBuffer buffer;
    private final long address;
    private final int capacity;
    private int count;

    /** Room for {@code capacity} verdicts on packets of this queue. */
    public VerdictBatch(int queue, int capacity) {
        this.capacity = capacity;
        MessageBuilder layout = new MessageBuilder(capacity * MESSAGE);
        byte[] header = new byte[8];
        for (int i = 0; i < capacity; i++) {
            layout.begin(NfQueue.NFQNL_MSG_VERDICT, Netlink.NLM_F_REQUEST, 0).putNfgenmsg(Netlink.AF_UNSPEC, queue);
            layout.putBytes(NfQueue.NFQA_VERDICT_HDR, header).putU32Be(NfQueue.NFQA_MARK, 0).end();
        }
        buffer = layout.buffer();
        address = layout.address();
    }

    /** Adds a verdict (NF_ACCEPT or NF_DROP); the batch must not be full. */
    public void add(int id, int verdict, int mark) {
        int at = count * MESSAGE;
        buffer.putInt(at + VERDICT, Netlink.bigEndian(verdict));
        buffer.putInt(at + ID, Netlink.bigEndian(id));
        buffer.putInt(at + MARK, Netlink.bigEndian(mark));
        count++;
    }

    /** Whether there is no room for another one. */
    public boolean isFull() {
        return count == capacity;
    }

    /** Sends what was added, if anything was, and begins anew, also if the socket fails. */
    public void send(NetlinkSocket socket) throws NetlinkException {
        int length = count * MESSAGE;
        count = 0;
        if (length > 0) {
            socket.send(address, length);
        }
    }

    /** A copy of what would be sent. */
    byte[] toByteArray() {
        byte[] bytes = new byte[count * MESSAGE];
        buffer.get(0, bytes);
        return bytes;
    }
}
