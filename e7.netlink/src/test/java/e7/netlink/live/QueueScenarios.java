package e7.netlink.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import e7.api.queue.HookOptions;
import e7.api.queue.PacketQueue;
import e7.api.queue.PacketReceiver;
import e7.api.queue.QueueOptions;
import e7.api.queue.QueueRange;
import e7.api.queue.Verdict;
import e7.netlink.source.NetfilterPacketSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** A queue's life, each scenario in a fresh network namespace of its own. */
final class QueueScenarios {
    private static final int QUEUE = 9;
    private static final int LONG = 30_000;
    private static final int PER_SOCKET = 100;

    private QueueScenarios() {}

    public static void main(String[] arguments) throws Exception {
        NetfilterPacketSource source = new NetfilterPacketSource();
        if (arguments[0].equals("unprivileged")) {
            unprivileged(source);
            return;
        }
        source.bringLoopbackUp();
        try (PacketQueue queue = source.bind(new QueueOptions(QUEUE, 4096, 256, false))) {
            source.setHook(new HookOptions(true, new QueueRange(QUEUE, 1), false));
            switch (arguments[0]) {
                case "wakeup" -> wakeup(queue);
                case "close" -> close(queue);
                case "throwing" -> throwing(queue);
                case "allocation" -> allocation(queue);
                case "full" -> full(queue);
                case "failOpen" -> failOpen(queue);
                default -> throw new IllegalArgumentException("no such scenario: name=" + arguments[0]);
            }
        }
    }

    private static void unprivileged(NetfilterPacketSource source) {
        for (IOException refused : List.of(
                assertThrows(IOException.class, () -> source.bind(new QueueOptions(QUEUE, 10, 128, false))),
                assertThrows(IOException.class, () -> source.setHook(new HookOptions(true, new QueueRange(QUEUE, 1), false))),
                assertThrows(IOException.class, source::bringLoopbackUp))) {
            assertTrue(refused.getMessage().contains("EPERM (needs CAP_NET_ADMIN"), refused::getMessage);
        }
    }

    private static void wakeup(PacketQueue queue) throws Exception {
        long begin = System.nanoTime();
        queue.wakeup();
        assertEquals(0, queue.receive(packet -> { }, LONG), "one that came before is not lost");
        assertEquals(0, queue.receive(packet -> { }, 20));
        Thread waker = new Thread(() -> {
            pause(100);
            queue.wakeup();
        });
        waker.start();
        assertEquals(0, queue.receive(packet -> { }, LONG));
        waker.join();
        assertTrue(System.nanoTime() - begin < 10_000_000_000L);
    }

    private static void close(PacketQueue queue) throws Exception {
        Thread closer = new Thread(() -> {
            pause(100);
            queue.close();
        });
        closer.start();
        IOException closed = assertThrows(IOException.class, () -> {
            for (int i = 0; i < 2; i++) {
                queue.receive(packet -> { }, LONG);
            }
        });
        closer.join();
        assertTrue(closed.getMessage().contains("EBADF"), closed::getMessage);
        assertThrows(IOException.class, () -> queue.answerNow(1, Verdict.ACCEPT, 0));
        assertThrows(IOException.class, () -> queue.failOpen(true));
        queue.wakeup();
        queue.close();
    }

    private static void throwing(PacketQueue queue) throws Exception {
        send(5);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThrows(IllegalStateException.class, () -> queue.receive(packet -> {
                ids.add(packet.id());
                throw new IllegalStateException("receiver");
            }, 100));
        }
        assertEquals(List.of(1, 2, 3, 4, 5), ids);
        assertEquals(0, queue.receive(packet -> ids.add(0), 100));
    }

    private static void allocation(PacketQueue queue) throws Exception {
        PacketReceiver receiver = packet -> {
            try {
                if (packet.uid() == 0 && packet.length() == 29 && packet.direction() != null) {
                    queue.answer(packet.id(), Verdict.DROP, packet.mark());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        long nanos = 0;
        int packets = 0;
        for (int round = 0; round < 200; round++) {
            send(1000);
            if (round == 100) {
                packets = 0;
                bytes = 0;
                nanos = 0;
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            for (int left = 1000; left > 0; ) {
                int received = queue.receive(receiver, 1000);
                queue.flush();
                left -= received;
                packets += received;
            }
            queue.receive(receiver, 0);
            nanos += System.nanoTime() - begin;
            bytes += threads.getCurrentThreadAllocatedBytes() - before;
        }
        System.out.println(packets + " packets, bytes allocated in all: " + bytes + ", ns each: " + nanos / packets);
        assertTrue(bytes < packets, "allocates: bytes=" + bytes);
        assertEquals(0, queue.stats().lateVerdicts());
        assertEquals(0, queue.stats().lostMessages());
    }

    private static void full(PacketQueue queue) throws Exception {
        send(5000);
        long dropped = queue.stats().fullDrops() + queue.stats().lostMessages();
        assertTrue(queue.stats().waiting() <= 4096 && dropped > 0, () -> queue.stats().toString());
    }

    private static void failOpen(PacketQueue queue) throws Exception {
        send(4096);
        queue.failOpen(true);
        send(10);
        assertEquals(0, queue.stats().fullDrops());
        queue.failOpen(false);
        send(10);
        assertEquals(10, queue.stats().fullDrops());
    }

    /** A packet that is held counts for its socket's send buffer, so that one socket alone would soon wait. */
    private static void send(int count) throws IOException {
        for (int left = count; left > 0; left -= PER_SOCKET) {
            try (DatagramSocket client = new DatagramSocket()) {
                DatagramPacket packet = new DatagramPacket(new byte[1], 1, InetAddress.getByName("127.0.0.1"), 9);
                for (int i = 0; i < Math.min(left, PER_SOCKET); i++) {
                    client.send(packet);
                }
            }
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
