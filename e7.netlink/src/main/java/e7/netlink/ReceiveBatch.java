package e7.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Room for several datagrams that are received with one recvmmsg(2). Owned by the thread that receives.
 *
 * <pre>
 *   struct mmsghdr, 64 bytes on 64-bit Linux, all in host order
 *    0  void *msg_name        -> sockaddr_nl of this slot
 *    8  u32   msg_namelen     in: 12; out: what the kernel wrote
 *   16  iovec *msg_iov        -> iovec of this slot
 *   24  size  msg_iovlen      1
 *   32  void *msg_control     null
 *   40  size  msg_controllen  0
 *   48  int   msg_flags       out: MSG_TRUNC if the datagram was longer than the slot
 *   56  u32   msg_len         out: length of the datagram
 *
 *   struct iovec, 16 bytes: address, length.   struct sockaddr_nl, 12 bytes: u16 family, u16 0, u32 nl_pid, u32 nl_groups
 * </pre>
 */
public final class ReceiveBatch {
    private static final int HEADER_SIZE = 64;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int FLAGS = 48;
    private static final int LENGTH = 56;
    private static final int VECTOR_SIZE = 16;
    private static final int ADDRESS_SIZE = 12;
    private static final int ADDRESS_PORT = 4;

    private final int slots;
    private final int slotSize;
    private final ByteBuffer data;
    private final ByteBuffer headers;
    private final int addresses;
    private final long headersAddress;

    /**
     * Makes room.
     *
     * @param slots how many datagrams at once
     * @param slotSize bytes for each, rounded up to a multiple of 64
     */
    public ReceiveBatch(int slots, int slotSize) {
        this.slots = slots;
        this.slotSize = (slotSize + 63) & ~63;
        data = ByteBuffer.allocateDirect(slots * this.slotSize).order(ByteOrder.nativeOrder());
        int vectors = slots * HEADER_SIZE;
        addresses = vectors + slots * VECTOR_SIZE;
        headers = ByteBuffer.allocateDirect(addresses + slots * ADDRESS_SIZE).order(ByteOrder.nativeOrder());
        headersAddress = Libc.address(headers);
        long dataAddress = Libc.address(data);
        for (int i = 0; i < slots; i++) {
            int header = i * HEADER_SIZE;
            int vector = vectors + i * VECTOR_SIZE;
            headers.putLong(header + NAME, headersAddress + addresses + i * ADDRESS_SIZE);
            headers.putInt(header + NAME_LENGTH, ADDRESS_SIZE);
            headers.putLong(header + VECTOR, headersAddress + vector);
            headers.putLong(header + VECTOR_COUNT, 1);
            headers.putLong(vector, dataAddress + (long) i * this.slotSize);
            headers.putLong(vector + 8, this.slotSize);
        }
    }

    /** All slots, in host order; its position and limit mean nothing. */
    public ByteBuffer buffer() {
        return data;
    }

    /** How many datagrams fit. */
    public int slots() {
        return slots;
    }

    /** Where in {@link #buffer()} the datagram begins. */
    public int offset(int slot) {
        return slot * slotSize;
    }

    /** How many of the datagram's bytes are in {@link #buffer()}. */
    public int length(int slot) {
        return Math.min(headers.getInt(slot * HEADER_SIZE + LENGTH), slotSize);
    }

    /** Whether the datagram was longer than its slot. */
    public boolean isTruncated(int slot) {
        return (headers.getInt(slot * HEADER_SIZE + FLAGS) & Libc.MSG_TRUNC) != 0;
    }

    /** Whether the kernel sent it; anything else is a process that pretends, and must not be read. */
    public boolean isFromKernel(int slot) {
        return headers.getInt(slot * HEADER_SIZE + NAME_LENGTH) == ADDRESS_SIZE
                && headers.getInt(addresses + slot * ADDRESS_SIZE + ADDRESS_PORT) == 0;
    }

    /** Puts back what the kernel changed, and returns where the array of mmsghdr is. */
    long prepare() {
        for (int header = 0; header < slots * HEADER_SIZE; header += HEADER_SIZE) {
            headers.putInt(header + NAME_LENGTH, ADDRESS_SIZE);
        }
        return headersAddress;
    }
}
