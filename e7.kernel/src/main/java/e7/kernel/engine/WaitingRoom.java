package e7.kernel.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where packets wait for a worker. Users take turns, so that one who floods the room delays himself alone; the room is bounded for each
 * user, for each of his processes, and in all.
 *
 * <p>One lock guards everything; it is held for a few instructions and never while anything is called. A packet counts from
 * {@link #park} until {@link #left}, whether it is queued, with a worker, or {@linkplain #hold held}.
 */
final class WaitingRoom {

    private final int limit;
    private final int limitPerUser;
    private final int limitPerSender;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();

    /** Users with packets to be taken, whose turn it is first. */
    private final Map<Long, Deque<ParkedPacket>> turns = new LinkedHashMap<>();

    private final Map<Long, Integer> countByUser = new HashMap<>();

    /** A user's processes are not one another's: one must not take the places of all. */
    private final Map<Long, Integer> countBySender = new HashMap<>();

    /** All that count, in the order they came, which is the order of their deadlines. */
    private final Set<ParkedPacket> byDeadline = new LinkedHashSet<>();

    /** Packets that wait for a plugin to come back. */
    private final List<ParkedPacket> held = new ArrayList<>();

    private int total;
    private int wakeups;

    WaitingRoom(int limit, int limitPerUser, int limitPerSender) {
        this.limit = limit;
        this.limitPerUser = limitPerUser;
        this.limitPerSender = limitPerSender;
    }

    /** Takes a packet in. Returns false, and does nothing, if the room is full for its process, its user or altogether. */
    boolean park(ParkedPacket packet) {
        lock.lock();
        try {
            int ofUser = countByUser.getOrDefault(packet.accountedUid(), 0);
            int ofSender = countBySender.getOrDefault(packet.accountedSender(), 0);
            if (total >= limit || ofUser >= limitPerUser || ofSender >= limitPerSender) {
                return false;
            }
            countByUser.put(packet.accountedUid(), ofUser + 1);
            countBySender.put(packet.accountedSender(), ofSender + 1);
            total++;
            byDeadline.add(packet);
            enqueue(packet);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(ParkedPacket packet) {
        if (packet.isClaimed()) {
            return;
        }
        turns.computeIfAbsent(packet.accountedUid(), uid -> new ArrayDeque<>()).add(packet);
        notEmpty.signal();
    }

    /**
     * Waits for a packet; the next user's turn comes after this one's.
     *
     * @param seen what {@link #wakeups} gave when the caller last looked around
     * @return null if {@link #wakeUp} was called since and no packet is there
     */
    ParkedPacket take(int seen) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (turns.isEmpty()) {
                if (wakeups != seen) {
                    return null;
                }
                notEmpty.await();
            }
            Map.Entry<Long, Deque<ParkedPacket>> first = turns.entrySet().iterator().next();
            Deque<ParkedPacket> queue = turns.remove(first.getKey());
            ParkedPacket packet = queue.poll();
            if (!queue.isEmpty()) {
                turns.put(packet.accountedUid(), queue);
            }
            return packet;
        } finally {
            lock.unlock();
        }
    }

    /** Makes those who wait look around. An interrupt would do that too, but also disturb a plugin that is at work. */
    void wakeUp() {
        lock.lock();
        try {
            wakeups++;
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int wakeups() {
        lock.lock();
        try {
            return wakeups;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a packet until {@link #releaseHeld}, or its deadline. */
    void hold(ParkedPacket packet) {
        lock.lock();
        try {
            held.add(packet);
        } finally {
            lock.unlock();
        }
    }

    /** Lets the held packets be judged again. */
    void releaseHeld() {
        lock.lock();
        try {
            held.forEach(this::enqueue);
            held.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Says that a packet has been answered. */
    void left(ParkedPacket packet) {
        lock.lock();
        try {
            byDeadline.remove(packet);
            total--;
            countByUser.computeIfPresent(packet.accountedUid(), (uid, count) -> count == 1 ? null : count - 1);
            countBySender.computeIfPresent(packet.accountedSender(), (sender, count) -> count == 1 ? null : count - 1);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Claims and removes what is past its deadline; the caller answers it. No worker is to find it any more: the time spent on packets that
     * have been answered would make those behind them late as well, and while all workers are stuck the queues would grow without bound.
     */
    List<ParkedPacket> claimOverdue(long now) {
        List<ParkedPacket> overdue = new ArrayList<>();
        lock.lock();
        try {
            Iterator<ParkedPacket> oldest = byDeadline.iterator();
            while (oldest.hasNext()) {
                ParkedPacket packet = oldest.next();
                if (!packet.isOverdue(now)) {
                    break;
                }
                oldest.remove();
                if (packet.claim()) {
                    overdue.add(packet);
                    dequeue(packet);
                }
            }
            held.removeIf(ParkedPacket::isClaimed);
        } finally {
            lock.unlock();
        }
        return overdue;
    }

    /** The overdue are the first of their user's queue, so this is quick. */
    private void dequeue(ParkedPacket packet) {
        Deque<ParkedPacket> queue = turns.get(packet.accountedUid());
        if (queue != null && queue.remove(packet) && queue.isEmpty()) {
            turns.remove(packet.accountedUid());
        }
    }

    /** How many packets count now. */
    int size() {
        lock.lock();
        try {
            return total;
        } finally {
            lock.unlock();
        }
    }
}
