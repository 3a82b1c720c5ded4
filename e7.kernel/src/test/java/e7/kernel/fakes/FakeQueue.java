package e7.kernel.fakes;

import e7.api.queue.PacketQueue;
import e7.api.queue.PacketReceiver;
import e7.api.queue.QueueStats;
import e7.api.queue.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue of the kernel that remembers what was answered, and each packet that was answered twice. */
public final class FakeQueue implements PacketQueue {

    private static final RawPacket WAKEUP = new RawPacket();
    private static final int BATCH = 32;

    private record Answer(int id, Verdict verdict, int mark) {}

    private final BlockingQueue<RawPacket> packets = new LinkedBlockingQueue<>();
    private final List<Answer> batch = new ArrayList<>();
    private final Map<Integer, Verdict> answers = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> marks = new ConcurrentHashMap<>();
    private final List<Integer> twice = new ArrayList<>();
    private final AtomicInteger failuresToCome = new AtomicInteger();

    /** Threads that owned it before the present one. */
    private final Set<Thread> former = ConcurrentHashMap.newKeySet();

    private final List<String> strangers = new CopyOnWriteArrayList<>();
    private volatile Thread owner;
    private volatile long fullDrops;
    private volatile long lostMessages;
    private volatile boolean closed;
    private volatile boolean failOpen;
    private volatile IOException failOpenRefusal;

    /** A packet comes. */
    public void offer(RawPacket packet) {
        packets.add(packet);
    }

    /** So many packets have been lost; -1 of those that the kernel does not tell. */
    public void lose(long full, long messages) {
        fullDrops = full;
        lostMessages = messages;
    }

    /** The next receives fail. */
    public void failReceives(int times) {
        failuresToCome.set(times);
    }

    /** Lets {@link #failOpen} fail from now on; null: no more. */
    public void refuseFailOpen(IOException refusal) {
        failOpenRefusal = refusal;
    }

    /** What a packet was answered with, or null. */
    public Verdict answer(int id) {
        return answers.get(id);
    }

    /** The mark that came back with the answer. */
    public int mark(int id) {
        return marks.get(id);
    }

    /** How many packets have been answered. */
    public int answered() {
        return answers.size();
    }

    /** Packets that got a second verdict. */
    public synchronized List<Integer> answeredTwice() {
        return List.copyOf(twice);
    }

    /** What former owners did that is the owner's to do. */
    public List<String> strangers() {
        return List.copyOf(strangers);
    }

    private void checkOwner(String doing) {
        if (former.contains(Thread.currentThread())) {
            strangers.add(Thread.currentThread().getName() + " " + doing);
        }
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** What {@link #failOpen} said last. */
    public boolean isFailOpen() {
        return failOpen;
    }

    @Override
    public int receive(PacketReceiver receiver, int timeoutMillis) throws IOException {
        checkOpen();
        checkOwner("receives");
        if (owner != null && owner != Thread.currentThread()) {
            former.add(owner);
        }
        owner = Thread.currentThread();
        if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IOException("receive fails");
        }
        int count = 0;
        RawPacket next = poll(timeoutMillis);
        while (next != null && next != WAKEUP) {
            receiver.packet(next);
            next = ++count < BATCH ? packets.poll() : null;
        }
        return count;
    }

    private RawPacket poll(int timeoutMillis) throws IOException {
        try {
            return packets.poll(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void answer(int id, Verdict verdict, int mark) throws IOException {
        checkOpen();
        checkOwner("answers");
        batch.add(new Answer(id, verdict, mark));
    }

    @Override
    public void flush() throws IOException {
        checkOpen();
        checkOwner("flushes");
        for (Answer answer : batch) {
            answerNow(answer.id, answer.verdict, answer.mark);
        }
        batch.clear();
    }

    @Override
    public void answerNow(int id, Verdict verdict, int mark) throws IOException {
        checkOpen();
        marks.put(id, mark);
        if (answers.put(id, verdict) != null) {
            synchronized (this) {
                twice.add(id);
            }
        }
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the queue is closed");
        }
    }

    @Override
    public void wakeup() {
        packets.add(WAKEUP);
    }

    @Override
    public void failOpen(boolean on) throws IOException {
        if (failOpenRefusal != null) {
            throw failOpenRefusal;
        }
        failOpen = on;
    }

    @Override
    public QueueStats stats() {
        return new QueueStats(packets.stream().filter(packet -> packet != WAKEUP).count(), fullDrops, lostMessages, 0);
    }

    @Override
    public void close() {
        closed = true;
    }
}
