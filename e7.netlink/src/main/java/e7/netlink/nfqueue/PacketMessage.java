package e7.netlink.nfqueue;

import e7.netlink.AttributeReader;
import e7.netlink.MessageReader;
import e7.netlink.Netlink;

/**
 * Reads NFQNL_MSG_PACKET: struct nfgenmsg whose resource id is the queue's number, then attributes. A flyweight: {@link #decode} takes the
 * numbers, the payload stays where it is. Allocates nothing.
 */
public final class PacketMessage {
    /** Stands for a user or group that the kernel did not give. */
    public static final long NONE = -1;

    private static final int ID_LENGTH = 4;

    private final AttributeReader attributes = new AttributeReader();
    private int id;
    private int mark;
    private int outInterface;
    private long uid;
    private long gid;
    private int payloadOffset;
    private int payloadLength;
    private int packetLength;
    private int skbInfo;

    /**
     * Reads the message that the reader is at.
     *
     * @return false if it is not whole, and then nothing else here means anything; not even the id, if it had none
     */
    public boolean decode(MessageReader message) {
        clear();
        message.attributes(attributes, Netlink.NFGENMSG_LEN);
        boolean identified = false;
        while (attributes.next()) {
            if (attributes.type() == NfQueue.NFQA_PAYLOAD) {
                payloadOffset = attributes.offset();
                payloadLength = attributes.length();
            } else if (isNumber(attributes.type())) {
                if (attributes.length() < ID_LENGTH) {
                    return false;
                }
                identified |= attributes.type() == NfQueue.NFQA_PACKET_HDR;
                take(attributes.type(), attributes.u32Be());
            }
        }
        packetLength = Math.max(packetLength, payloadLength);
        return identified && !attributes.isCut();
    }

    private void clear() {
        id = 0;
        mark = 0;
        outInterface = 0;
        uid = NONE;
        gid = NONE;
        payloadOffset = 0;
        payloadLength = 0;
        packetLength = 0;
        skbInfo = 0;
    }

    private static boolean isNumber(int type) {
        return switch (type) {
            case NfQueue.NFQA_PACKET_HDR, NfQueue.NFQA_MARK, NfQueue.NFQA_IFINDEX_OUTDEV, NfQueue.NFQA_CAP_LEN,
                NfQueue.NFQA_SKB_INFO, NfQueue.NFQA_UID, NfQueue.NFQA_GID -> true;
            default -> false;
        };
    }

    private void take(int type, int value) {
        switch (type) {
            case NfQueue.NFQA_PACKET_HDR -> id = value;
            case NfQueue.NFQA_MARK -> mark = value;
            case NfQueue.NFQA_IFINDEX_OUTDEV -> outInterface = value;
            case NfQueue.NFQA_CAP_LEN -> packetLength = value;
            case NfQueue.NFQA_SKB_INFO -> skbInfo = value;
            case NfQueue.NFQA_UID -> uid = Integer.toUnsignedLong(value);
            case NfQueue.NFQA_GID -> gid = Integer.toUnsignedLong(value);
            default -> throw new IllegalArgumentException("no number: type=" + type);
        }
    }

    /** The number to answer with. */
    public int id() {
        return id;
    }

    /** The packet's mark; 0 if it has none, for then the kernel leaves the attribute out. */
    public int mark() {
        return mark;
    }

    /** Index of the interface it leaves by, or 0. */
    public int outInterface() {
        return outInterface;
    }

    /** The sending socket's user in the initial namespace's numbers, or {@link #NONE}. */
    public long uid() {
        return uid;
    }

    /** The sending socket's group in the initial namespace's numbers, or {@link #NONE}. */
    public long gid() {
        return gid;
    }

    /** Where in the reader's buffer the network header begins. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** How many bytes of the packet are there. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Length of the whole packet, which may be a GSO packet of up to 64 KiB and more. */
    public int packetLength() {
        return packetLength;
    }

    /** NFQA_SKB_*: whether checksums are not yet computed, and whether it is a GSO packet. */
    public int skbInfo() {
        return skbInfo;
    }
}
