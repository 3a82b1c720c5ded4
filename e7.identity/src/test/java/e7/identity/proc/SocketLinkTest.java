package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketLinkTest {

    @Test
    void shouldReadInode() {
        assertEquals(12345, inode("socket:[12345]", 14));
        assertEquals(4294967295L, inode("socket:[4294967295]", 19));
    }

    @Test
    void shouldReadNothingWhenTruncated() {
        for (int length = 0; length < 14; length++) {
            assertEquals(-1, inode("socket:[12345]", length), "length=" + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe:[12345]", "/tmp/socket:[12345]", "socket:[]", "socket:[1x]", "socket:(123]", "anon_inode:[eventpoll]", ""})
    void shouldReadNothingFromOtherLinks(String link) {
        assertEquals(-1, inode(link, link.length()));
    }

    private static long inode(String link, int length) {
        return SocketLink.inode(ByteBuffer.wrap(link.getBytes(StandardCharsets.US_ASCII)), length);
    }
}
