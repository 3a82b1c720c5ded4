package e7.netlink.rtnetlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.netlink.Bytes;
import e7.netlink.MessageBuilder;
import e7.netlink.Netlink;
import org.junit.jupiter.api.Test;

class LinksTest {

    @Test
    void shouldEncodeAsIpDoes() {
        // unshare -n strace -e trace=sendmsg -e write=all ip link set lo up; its last message, but for the sequence number
        MessageBuilder builder = new MessageBuilder(64).begin(Links.RTM_NEWLINK, Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK, 1);
        Links.up(builder, Links.LOOPBACK).end();
        assertEquals(Bytes.hex(Bytes.hex("20000000 1000 0500 01000000 00000000 00 00 0000 01000000 01000000 01000000")),
                Bytes.hex(builder.toByteArray()));
    }
}
