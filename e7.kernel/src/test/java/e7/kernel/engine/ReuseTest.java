package e7.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.Resolver;
import e7.api.identity.SocketRef;
import e7.api.identity.SocketRef.Kind;
import e7.kernel.fakes.FakeResolver;
import e7.kernel.fakes.RawPacket;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.packet.PacketDecoder;
import e7.kernel.pipeline.Pipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is remembered of a socket is never handed out for another one of the same number. The kernel gives an inode's number again after 2^32
 * others, which no live test can bring about; a process id that is used again has a live test of its own in e7.itest.
 */
class ReuseTest {

    private static final long INODE = 1005;

    private final Rig rig = new Rig(10, 10, 1000, 1).withCaches();
    private final Judge judge = rig.parts.newJudge();
    private final SocketRef socket = new SocketRef();
    private final DecodedPacket packet = new DecodedPacket(new InterfaceNames());
    private Pipeline pipeline;
    private Resolver finder;

    @BeforeEach
    void adopt() {
        PacketDecoder.decode(RawPacket.udp(5, 2).uid(7), packet);
        pipeline = rig.pipelines.current();
        judge.adopt(pipeline);
        finder = judge.locate(packet, socket);
    }

    private void remember(long cookie, long inode) {
        socket.found(Kind.HELD, cookie, inode, 7);
        judge.search(pipeline, packet, socket, finder);
        assertTrue(isKnown(cookie, inode), "what has just been searched");
    }

    private boolean isKnown(long cookie, long inode) {
        socket.found(Kind.HELD, cookie, inode, 7);
        return judge.identify(pipeline, packet, socket, finder);
    }

    @Test
    void shouldSearchAnotherSocketOfTheSameInode() {
        remember(5, INODE);
        assertFalse(isKnown(6, INODE));
        judge.search(pipeline, packet, socket, finder);
        assertEquals(FakeResolver.holder(6), packet.process());
        assertTrue(isKnown(5, INODE));
        assertEquals(FakeResolver.holder(5), packet.process());
    }

    @Test
    void shouldSearchAgainWhenACookieHasAnotherInode() {
        remember(5, INODE);
        assertFalse(isKnown(5, INODE + 1), "accepted, perhaps by another process");
    }

    @Test
    void shouldNotTakeAnInodeForACookieOfTheSameNumber() {
        remember(INODE, INODE);
        assertFalse(isKnown(0, INODE), "a socket without a cookie has a key of its own kind");
        judge.search(pipeline, packet, socket, finder);
        assertTrue(isKnown(INODE, INODE));
    }

    @Test
    void shouldSearchASocketWithoutACookieAgainWhenItsProcessIsAnother() {
        remember(0, INODE);
        rig.resolver.current(false);
        assertFalse(isKnown(0, INODE));
    }
}
