package e7.kernel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.SocketRef;
import e7.kernel.fakes.Await;
import e7.kernel.fakes.FakeQueue;
import e7.kernel.fakes.FakeResolver;
import e7.kernel.fakes.RawPacket;
import e7.kernel.packet.DecodedPacket;
import e7.kernel.packet.InterfaceNames;
import e7.kernel.packet.PacketDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

    private static final long LATER = 1_000_000_000_000L;

    private final FakeQueue queue = new FakeQueue();
    private final AtomicInteger ids = new AtomicInteger();
    private final WaitingRoom room = new WaitingRoom(10, 4, 4);

    private ParkedPacket packet(long uid, long deadline) {
        DecodedPacket packet = new DecodedPacket(new InterfaceNames());
        PacketDecoder.decode(RawPacket.udp(1, 2).uid(uid), packet);
        return ParkedPacket.waiting(packet, new SocketRef(), null, queue, ids.incrementAndGet(), 0, deadline);
    }

    private ParkedPacket parked(long uid, long deadline) {
        ParkedPacket packet = packet(uid, deadline);
        assertTrue(room.park(packet));
        return packet;
    }

    @Test
    void shouldBeBoundedForEachUserAndInAll() {
        List<ParkedPacket> first = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            first.add(parked(1, LATER));
        }
        assertFalse(room.park(packet(1, LATER)));
        for (int i = 0; i < 4; i++) {
            parked(2, LATER);
        }
        parked(3, LATER);
        parked(3, LATER);
        assertFalse(room.park(packet(4, LATER)));
        assertEquals(10, room.size());
        room.left(first.get(0));
        assertEquals(9, room.size());
        assertTrue(room.park(packet(1, LATER)));
    }

    @Test
    void shouldKeepOneProcessFromTakingThePlacesOfItsUser() {
        WaitingRoom shared = new WaitingRoom(100, 8, 4);
        List<ParkedPacket> flood = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            flood.add(packetOf(1, 100, 0));
            assertEquals(i < 4, shared.park(flood.get(i)));
        }
        assertTrue(shared.park(packetOf(1, 200, 0)), "another process of the user");
        assertTrue(shared.park(packetOf(1, -1, 7)), "a socket whose process is not known");
        shared.left(flood.get(0));
        assertTrue(shared.park(packetOf(1, 100, 0)));
        assertTrue(shared.park(packetOf(1, -1, 8)));
        assertTrue(shared.park(packetOf(1, -1, 8)));
        assertFalse(shared.park(packetOf(1, -1, 9)), "the user's places are taken");
        for (int i = 0; i < 4; i++) {
            assertTrue(shared.park(packetOf(2, -1, 0)), "packets of which nothing is known count by their user");
            assertTrue(shared.park(packetOf(3, -1, 0)));
        }
        assertFalse(shared.park(packetOf(3, -1, 0)));
    }

    private ParkedPacket packetOf(long uid, int pid, long cookie) {
        DecodedPacket packet = new DecodedPacket(new InterfaceNames());
        PacketDecoder.decode(RawPacket.udp(1, 2).uid(uid), packet);
        if (pid > 0) {
            packet.process(FakeResolver.holder(pid), 0);
        }
        SocketRef socket = new SocketRef();
        socket.found(SocketRef.Kind.HELD, cookie, 0, uid);
        return ParkedPacket.waiting(packet, socket, null, queue, ids.incrementAndGet(), 0, LATER);
    }

    @Test
    void shouldCountAPacketUntilItHasLeft() throws InterruptedException {
        ParkedPacket packet = parked(1, LATER);
        assertSame(packet, room.take(0));
        assertEquals(1, room.size());
        room.hold(packet);
        assertEquals(1, room.size());
        room.releaseHeld();
        assertSame(packet, room.take(0));
        assertTrue(packet.claim());
        room.left(packet);
        assertEquals(0, room.size());
    }

    @Test
    void shouldLetUsersTakeTurns() throws InterruptedException {
        ParkedPacket[] flood = {parked(1, LATER), parked(1, LATER), parked(1, LATER), parked(1, LATER)};
        ParkedPacket one = parked(2, LATER);
        ParkedPacket two = parked(3, LATER);
        assertSame(flood[0], room.take(0));
        assertSame(one, room.take(0));
        assertSame(two, room.take(0));
        assertSame(flood[1], room.take(0));
        ParkedPacket late = parked(2, LATER);
        assertSame(flood[2], room.take(0));
        assertSame(late, room.take(0));
        assertSame(flood[3], room.take(0));
    }

    @Test
    void shouldClaimTheOverdueInOrderAndGiveThemToNoWorker() throws InterruptedException {
        ParkedPacket first = parked(1, 100);
        ParkedPacket withWorker = parked(2, 150);
        ParkedPacket answered = parked(3, 160);
        ParkedPacket held = parked(1, 200);
        ParkedPacket young = parked(1, 300);
        assertSame(first, room.take(0));
        assertSame(withWorker, room.take(0));
        assertSame(answered, room.take(0));
        assertSame(held, room.take(0));
        room.hold(held);
        assertTrue(answered.claim());
        room.left(answered);
        assertEquals(List.of(), room.claimOverdue(99));
        assertEquals(List.of(first, withWorker, held), room.claimOverdue(200));
        assertFalse(first.claim());
        room.releaseHeld();
        assertSame(young, room.take(0), "what was held and has been claimed does not come back");
        assertEquals(List.of(young), room.claimOverdue(300));
    }

    @Test
    void shouldNotKeepWhatWasAnsweredAtItsDeadline() throws InterruptedException {
        for (int round = 0; round < 1000; round++) {
            List<ParkedPacket> packets = List.of(parked(1, round), parked(1, round), parked(2, round));
            assertEquals(packets, room.claimOverdue(round));
            packets.forEach(room::left);
        }
        assertEquals(0, room.size());
        ParkedPacket next = parked(1, LATER);
        assertSame(next, room.take(0));
    }

    @Test
    void shouldCompareDeadlinesAcrossTheWrapOfTheClock() {
        ParkedPacket packet = parked(1, Long.MIN_VALUE + 5);
        assertEquals(List.of(), room.claimOverdue(Long.MAX_VALUE));
        assertEquals(List.of(packet), room.claimOverdue(Long.MIN_VALUE + 5));
    }

    @Test
    void shouldWakeAWorkerThatWaits() throws InterruptedException {
        AtomicReference<ParkedPacket> taken = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            try {
                taken.set(room.take(0));
            } catch (InterruptedException e) {
                taken.set(null);
            }
        });
        worker.start();
        Await.until("the worker waits", () -> worker.getState() == Thread.State.WAITING);
        assertNull(taken.get());
        ParkedPacket packet = parked(1, LATER);
        worker.join(5000);
        assertSame(packet, taken.get());
    }

    @Test
    void shouldMakeWorkersLookAroundWithoutAPacket() throws InterruptedException {
        int seen = room.wakeups();
        room.wakeUp();
        assertNull(room.take(seen));
        ParkedPacket packet = parked(1, LATER);
        assertSame(packet, room.take(seen), "a packet comes first");
        Thread worker = new Thread(() -> {
            try {
                room.take(room.wakeups());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        worker.start();
        Await.until("the worker waits", () -> worker.getState() == Thread.State.WAITING);
        room.wakeUp();
        worker.join(5000);
        assertFalse(worker.isAlive());
    }

    /** Workers that answer, hold or forget packets, a watch that claims the overdue, and one who releases the held. */
    @Test
    void shouldGiveEachPacketToExactlyOneWhoClaimsIt() throws InterruptedException {
        WaitingRoom busy = new WaitingRoom(64, 64, 64);
        Map<ParkedPacket, Integer> claims = new ConcurrentHashMap<>();
        AtomicBoolean stopping = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            threads.add(new Thread(() -> work(busy, claims, number)));
        }
        threads.add(new Thread(() -> {
            while (!stopping.get()) {
                busy.releaseHeld();
                for (ParkedPacket packet : busy.claimOverdue(System.nanoTime())) {
                    claims.merge(packet, 1, Integer::sum);
                    busy.left(packet);
                }
            }
        }));
        threads.forEach(Thread::start);
        int parked = 0;
        for (int i = 0; i < 30_000; i++) {
            parked += busy.park(packet(i % 3, System.nanoTime() + 200_000)) ? 1 : 0;
        }
        Await.until("the room is empty", () -> busy.size() == 0);
        stopping.set(true);
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(parked, claims.size());
        assertTrue(claims.values().stream().allMatch(count -> count == 1));
        assertEquals(List.of(), busy.claimOverdue(System.nanoTime() + LATER));
    }

    private static void work(WaitingRoom room, Map<ParkedPacket, Integer> claims, int number) {
        try {
            for (int i = number; ; i++) {
                ParkedPacket packet = room.take(0);
                if (i % 7 == 0) {
                    room.hold(packet);
                } else if (i % 11 != 0 && packet.claim()) {
                    claims.merge(packet, 1, Integer::sum);
                    room.left(packet);
                }
            }
        } catch (InterruptedException e) {
            // The end of the test.
        }
    }
}
