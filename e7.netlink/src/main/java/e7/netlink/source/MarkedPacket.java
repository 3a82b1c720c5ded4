package e7.netlink.source;

import e7.api.packet.Direction;
import e7.api.queue.QueuedPacket;
import e7.netlink.MessageReader;
import e7.netlink.nfqueue.PacketMessage;
import java.nio.ByteBuffer;

/** A queued packet as the engine sees it: the message, read with E7's marks and this namespace's users. One for each queue, reused. */
final class MarkedPacket implements QueuedPacket {
    private final PacketMessage message = new PacketMessage();
    private final ByteBuffer buffer;
    private final IdMap users;
    private final IdMap groups;

    /**
     * @param buffer big-endian, over the memory that {@link #decode}'s reader is over
     */
    MarkedPacket(ByteBuffer buffer, IdMap users, IdMap groups) {
        this.buffer = buffer;
        this.users = users;
        this.groups = groups;
    }

    boolean decode(MessageReader reader) {
        return message.decode(reader);
    }

    @Override
    public int id() {
        return message.id();
    }

    @Override
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return message.payloadOffset();
    }

    @Override
    public int captured() {
        return message.payloadLength();
    }

    @Override
    public int length() {
        return message.packetLength();
    }

    @Override
    public int mark() {
        return message.mark();
    }

    @Override
    public Direction direction() {
        return MarkBits.direction(message.mark());
    }

    @Override
    public boolean established() {
        return MarkBits.established(message.mark());
    }

    @Override
    public boolean foreignSource() {
        return MarkBits.foreign(message.mark());
    }

    @Override
    public int outInterface() {
        return message.outInterface();
    }

    @Override
    public long uid() {
        return users.inside(message.uid());
    }

    @Override
    public long gid() {
        return groups.inside(message.gid());
    }
}
