package e7.kernel.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where packets wait for a worker. Users take turns, so that one who floods the room delays himself alone; the room is bounded for each
 * user and in all.
 *
 * <p>One lock guards everything; it is held for a few instructions and never while anything is called. A packet counts from
 * {@link #park} until {@link #left}, whether it is queued, with a worker, or {@linkplain #hold held}.
 */
final class WaitingRoom {

    private final int limit;
    private final int limitPerUser;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();

    /** Users with packets to be taken, whose turn it is first. */
    private final Map<Long, Deque<ParkedPacket>> turns = new LinkedHashMap<>();

    private final Map<Long, Integer> countByUser = new HashMap<>();

    /** All that count, in the order they came, which is the order of their deadlines. */
    private final Deque<ParkedPacket> byDeadline = new ArrayDeque<>();

    /** Packets that wait for a plugin to come back. */
    private final List<ParkedPacket> held = new ArrayList<>();

    private int total;

    WaitingRoom(int limit, int limitPerUser) {
        this.limit = limit;
        this.limitPerUser = limitPerUser;
    }

    /** Takes a packet in. Returns false, and does nothing, if the room is full for its user or altogether. */
    boolean park(ParkedPacket packet) {
        lock.lock();
        try {
            int ofUser = countByUser.getOrDefault(packet.accountedUid(), 0);
            if (total >= limit || ofUser >= limitPerUser) {
                return false;
            }
            countByUser.put(packet.accountedUid(), ofUser + 1);
            total++;
            byDeadline.add(packet);
            enqueue(packet);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(ParkedPacket packet) {
        turns.computeIfAbsent(packet.accountedUid(), uid -> new ArrayDeque<>()).add(packet);
        notEmpty.signal();
    }

    /** Waits for a packet; the next user's turn comes after this one's. */
    ParkedPacket take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (turns.isEmpty()) {
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
            total--;
            countByUser.merge(packet.accountedUid(), -1, (count, one) -> count + one == 0 ? null : count + one);
        } finally {
            lock.unlock();
        }
    }

    /** Removes and returns what is past its deadline and not yet claimed; the caller claims and answers it. */
    List<ParkedPacket> overdue(long now) {
        List<ParkedPacket> overdue = new ArrayList<>();
        lock.lock();
        try {
            while (!byDeadline.isEmpty() && (byDeadline.peek().isClaimed() || byDeadline.peek().isOverdue(now))) {
                ParkedPacket packet = byDeadline.poll();
                if (!packet.isClaimed()) {
                    overdue.add(packet);
                }
            }
            held.removeIf(ParkedPacket::isClaimed);
        } finally {
            lock.unlock();
        }
        return overdue;
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
