package e7.netlink;

import java.nio.ByteBuffer;

/**
 * Walks over the netlink messages of a datagram. A flyweight: {@link #wrap} once, then {@link #next} until it returns false. For the layout
 * see {@link MessageBuilder}.
 *
 * <pre>
 *   NLMSG_ERROR, behind the header, host order
 *    0  s32 error: 0 for an acknowledgement, else the negative errno
 *    4  struct nlmsghdr of the message that is meant, with its body unless NLM_F_CAPPED
 *       NLMSGERR_ATTR_* if NLM_F_ACK_TLVS
 * </pre>
 */
public final class MessageReader {
    private static final int ERROR_HEADER = 4;
    private static final int ERROR_LENGTH = ERROR_HEADER + Netlink.NLMSG_HDRLEN;

    private ByteBuffer buffer;
    private int end;
    private int following;
    private int start;
    private int messageEnd;
    private boolean cut;

    /**
     * Begins anew.
     *
     * @param newBuffer in host order
     * @param offset where the datagram begins
     * @param length how many bytes of it there are
     */
    public MessageReader wrap(ByteBuffer newBuffer, int offset, int length) {
        if (offset < 0 || length < 0 || length > newBuffer.capacity() - offset) {
            throw new IndexOutOfBoundsException("datagram out of bounds: offset=" + offset + " length=" + length);
        }
        buffer = newBuffer;
        following = offset;
        end = offset + length;
        cut = false;
        return this;
    }

    /** Goes to the next message; false if there is none. */
    public boolean next() {
        int left = end - following;
        if (left < Netlink.NLMSG_HDRLEN) {
            cut |= left > 0;
            return false;
        }
        int length = buffer.getInt(following);
        if (length < Netlink.NLMSG_HDRLEN || length > left) {
            cut = true;
            return false;
        }
        start = following;
        messageEnd = start + length;
        following += Math.min(Netlink.align(length), left);
        return true;
    }

    /** Whether {@link #next} ended at bytes that are no whole message. */
    public boolean isCut() {
        return cut;
    }

    /** The message's type. */
    public int type() {
        return buffer.getShort(start + 4) & 0xffff;
    }

    /** The message's flags. */
    public int flags() {
        return buffer.getShort(start + 6) & 0xffff;
    }

    /** The sequence number, which in a reply is the request's. */
    public int sequence() {
        return buffer.getInt(start + 8);
    }

    /** The buffer that holds the message, host order. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Where the message's body begins, behind its header. */
    public int bodyOffset() {
        return start + Netlink.NLMSG_HDRLEN;
    }

    /** Where the message ends. */
    public int bodyEnd() {
        return messageEnd;
    }

    /** How many bytes follow the header. */
    public int bodyLength() {
        return messageEnd - bodyOffset();
    }

    /** Points a reader to the attributes behind a family's header of the given length; to none if the message is shorter. */
    public AttributeReader attributes(AttributeReader reader, int familyHeader) {
        return reader.wrap(buffer, Math.min(bodyOffset() + familyHeader, messageEnd), messageEnd);
    }

    /** Of NLMSG_ERROR and NLMSG_DONE: 0 or the errno, positive; EBADMSG if the message is too short to say. */
    public int error() {
        return bodyLength() < ERROR_HEADER ? Errno.EBADMSG : -buffer.getInt(bodyOffset());
    }

    /** Of an NLMSG_ERROR: the type of the message that failed, or -1 if it is not in there. */
    public int failedType() {
        return bodyLength() < ERROR_LENGTH ? -1 : buffer.getShort(bodyOffset() + ERROR_HEADER + 4) & 0xffff;
    }

    /** Of an NLMSG_ERROR: what the kernel adds in words (NLMSGERR_ATTR_MSG), or the empty string. */
    public String errorText() {
        if ((flags() & Netlink.NLM_F_ACK_TLVS) == 0 || bodyLength() < ERROR_LENGTH) {
            return "";
        }
        int failedLength = buffer.getInt(bodyOffset() + ERROR_HEADER);
        boolean capped = (flags() & Netlink.NLM_F_CAPPED) != 0;
        int skip = capped ? ERROR_LENGTH : ERROR_HEADER + Netlink.align(failedLength);
        if (skip < ERROR_LENGTH || skip > bodyLength()) {
            return "";
        }
        AttributeReader attributes = attributes(new AttributeReader(), skip);
        while (attributes.next()) {
            if (attributes.type() == Netlink.NLMSGERR_ATTR_MSG) {
                return attributes.string();
            }
        }
        return "";
    }
}
