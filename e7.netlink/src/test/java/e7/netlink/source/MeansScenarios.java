package e7.netlink.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import e7.api.queue.HookOptions;
import e7.api.queue.PacketQueue;
import e7.api.queue.QueueOptions;
import e7.api.queue.QueueRange;
import e7.api.queue.Verdict;
import e7.netlink.Errno;
import e7.netlink.NetlinkException;
import e7.netlink.live.Traffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Every substitute for what a kernel may lack does the same, in a fresh network namespace. */
final class MeansScenarios {
    private static final int QUEUE = 7;
    private static final int IPV6_TRANSPARENT = 75;
    private static final int IPV6_FREEBIND = 78;
    private static final String SEND = """
            import socket, sys
            s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
            if sys.argv[2] != "0": s.setsockopt(41, int(sys.argv[2]), 1)
            s.bind((sys.argv[1], 0))
            print(s.sendto(b"hello", ("::1", 9)))
            """;

    private MeansScenarios() {}

    public static void main(String[] arguments) throws Exception {
        new NetfilterPacketSource().bringLoopbackUp();
        int tried = 0;
        for (Means means : Means.ALL) {
            Hook hook = new Hook(List.of(means));
            HookOptions options = new HookOptions(true, new QueueRange(QUEUE, 1), false);
            try {
                assertEquals(means.text(), hook.set(options));
            } catch (NetlinkException e) {
                assertEquals(Errno.ENOENT, e.errno(), () -> means + ": " + e);
                continue;
            }
            tried++;
            assertEquals(List.of(false, true, !means.socket()), foreign(), means::toString);
            hook.remove(() -> { });
        }
        System.out.println("means tried: " + tried);
        assertEquals(true, tried > 0);
    }

    /** What is said of one's own address, another host's, and another host's on a transparent socket. */
    private static List<Boolean> foreign() throws Exception {
        List<Boolean> foreign = new ArrayList<>();
        try (PacketQueue queue = new QueueBinder(new QueueOptions(QUEUE, 16, 128, false)).bind()) {
            for (String[] sender : new String[][] {{"::1", "0"}, {"2001:db8::2", "" + IPV6_FREEBIND}, {"2001:db8::2", "" + IPV6_TRANSPARENT}}) {
                assertEquals("5", Traffic.python(SEND, sender));
                queue.receive(packet -> {
                    foreign.add(packet.foreignSource());
                    drop(queue, packet.id());
                }, 2000);
            }
        }
        return foreign;
    }

    private static void drop(PacketQueue queue, int id) {
        try {
            queue.answerNow(id, Verdict.DROP, 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
