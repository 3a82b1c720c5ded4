package e7.kernel.engine;

import e7.api.queue.PacketQueue;
import e7.api.queue.PacketSource;
import e7.api.queue.QueueOptions;
import e7.api.queue.QueueRange;
import e7.api.queue.QueueStats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All queues of one run. Any thread may ask for figures; the rest is for who guards. */
final class Queues {

    private static final int COPY_RANGE = 512;

    private final QueueRange range;
    private final List<PacketQueue> queues = new ArrayList<>();

    /** What the queues were told last; guarded by the caller of {@link #failOpen}. */
    private boolean failOpen;

    private Queues(QueueRange range, boolean failOpen) {
        this.range = range;
        this.failOpen = failOpen;
    }

    /** Binds all of them, or throws and leaves none bound. No thread is made yet. */
    static Queues bind(PacketSource source, QueueRange range, int length, boolean failOpen) throws IOException {
        Queues bound = new Queues(range, failOpen);
        try {
            for (int i = 0; i < range.count(); i++) {
                bound.queues.add(source.bind(new QueueOptions(range.number(i), length, COPY_RANGE, failOpen)));
            }
        } catch (IOException | RuntimeException e) {
            bound.close();
            throw e;
        }
        return bound;
    }

    /** Gives a thread for each to the crew, which starts and ends them. */
    void start(EngineParts parts, int parkMillis, Crew crew) {
        for (int i = 0; i < queues.size(); i++) {
            crew.add(new QueueThread(parts, queues.get(i), range.number(i), parkMillis));
        }
    }

    /** Tells all of them whether what does not fit is to pass; if one refuses, all are as before. */
    void failOpen(boolean on) throws IOException {
        if (on == failOpen) {
            return;
        }
        int told = 0;
        try {
            for (; told < queues.size(); told++) {
                queues.get(told).failOpen(on);
            }
        } catch (IOException | RuntimeException e) {
            for (int i = 0; i < told; i++) {
                queues.get(i).failOpen(!on);
            }
            throw e;
        }
        failOpen = on;
    }

    boolean isFailOpen() {
        return failOpen;
    }

    /** The figures of all together; what one does not tell is not known of all. */
    QueueStats stats() {
        QueueStats sum = new QueueStats(0, 0, 0, 0);
        for (PacketQueue queue : queues) {
            QueueStats one = queue.stats();
            sum = new QueueStats(
                    add(sum.waiting(), one.waiting()),
                    add(sum.fullDrops(), one.fullDrops()),
                    sum.lostMessages() + one.lostMessages(),
                    sum.lateVerdicts() + one.lateVerdicts());
        }
        return sum;
    }

    private static long add(long sum, long figure) {
        return sum < 0 || figure < 0 ? -1 : sum + figure;
    }

    /** A line for each queue that lost packets. */
    List<String> losses() {
        List<String> losses = new ArrayList<>();
        for (int i = 0; i < queues.size(); i++) {
            QueueStats stats = queues.get(i).stats();
            long lost = Math.max(stats.fullDrops(), 0) + stats.lostMessages();
            if (lost > 0) {
                losses.add("queue " + range.number(i) + ", of " + range.whose(i) + ", was full and lost " + lost + " packets");
            }
        }
        return losses;
    }

    /** Unbinds them. */
    void close() {
        queues.forEach(PacketQueue::close);
    }
}
