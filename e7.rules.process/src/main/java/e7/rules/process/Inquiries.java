package e7.rules.process;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Asks about processes on threads of the {@link Lanes}, and waits a moment for the answer, so that a process's first packet gets its
 * verdict where reading is quick. What comes later is told as {@link News}: the process's next packet finds it here.
 *
 * <p>Bounded: {@value #MOST_KEPT} answers with {@value #MOST_CHARACTERS} characters in all, the longest unused go first. An answer is kept
 * for {@value #KEPT_SECONDS} s, in which all rules get the same one; the engine remembers verdicts for longer by itself.
 *
 * @param <V> what is to be known of a process
 */
final class Inquiries<V> {

    static final int MOST_KEPT = 4096;

    /** Paths and arguments are as long as their process likes. */
    static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private static final int KEPT_SECONDS = 10;
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(KEPT_SECONDS);

    /** Workers are few, and the engine gives each 1.5 s for a packet, whatever the number of rules that ask. */
    private static final long PATIENCE_MILLIS = 250;

    /** Of a user for whom a thread waits already. */
    private static final long LITTLE_PATIENCE_MILLIS = 20;

    /** How a process is read. */
    interface Source<V> {
        /**
         * Reads it.
         *
         * @return null if it can never be known of this process
         * @throws IOException if it cannot be read, or the process is gone
         */
        V read(ProcessKey process) throws IOException;
    }

    /** An answer that may be under way. What is written by one lock is read under it. */
    private static final class Answer<V> {
        private final CountDownLatch done = new CountDownLatch(1);
        private V value;
        private long doneAt;
        /** Whether somebody went away without it. */
        private boolean missed;
        /** Guarded by the lock of the inquiries: 0 until it counts. */
        private int characters;

        private synchronized boolean isOutdated(long now) {
            return done.getCount() == 0 && now - doneAt > KEPT_NANOS;
        }

        /** Whether waiting makes no sense: it is there, or somebody waited in vain already, as each of many rules would. */
        private synchronized boolean isSettled() {
            return missed || done.getCount() == 0;
        }

        /** The value, or null if there is none or not yet. */
        private synchronized V valueOrMiss() {
            missed |= done.getCount() != 0;
            return value;
        }

        /** Returns whether somebody missed it. */
        private synchronized boolean complete(V newValue) {
            value = newValue;
            doneAt = System.nanoTime();
            done.countDown();
            return missed;
        }
    }

    private final Lanes lanes;
    private final News news;
    private final Source<V> source;
    private final ToIntFunction<V> length;
    private final Set<Long> waitedFor = new HashSet<>();
    private final Map<ProcessKey, Answer<V>> answers = new LinkedHashMap<>(16, 0.75f, true);

    /** Of all answers that are kept and complete. */
    private int characters;

    /**
     * Without answers yet.
     *
     * @param length how many characters an answer holds
     */
    Inquiries(Lanes lanes, News news, Source<V> source, ToIntFunction<V> length) {
        this.lanes = lanes;
        this.news = news;
        this.source = source;
        this.length = length;
    }

    /** What is known of a process; null if that cannot be known, or not yet. Waits a quarter of a second at most. */
    V ask(ProcessKey process) {
        Answer<V> present = present(process);
        if (present != null && present.isSettled()) {
            return present.valueOrMiss();
        }
        long user;
        try {
            user = new ProcessFolder(process.pid()).user();
        } catch (IOException | NumberFormatException e) {
            return kept(process);
        }
        Answer<V> answer = begin(process, user);
        if (answer == null) {
            news.tellLater();
            return null;
        }
        await(answer, user);
        return answer.valueOrMiss();
    }

    /** Of a process that is gone, some packets may still be on their way. */
    private synchronized V kept(ProcessKey process) {
        Answer<V> answer = answers.get(process);
        return answer == null ? null : answer.valueOrMiss();
    }

    private synchronized Answer<V> present(ProcessKey process) {
        Answer<V> answer = answers.get(process);
        return answer == null || answer.isOutdated(System.nanoTime()) ? null : answer;
    }

    private synchronized Answer<V> begin(ProcessKey process, long user) {
        Answer<V> present = present(process);
        if (present != null) {
            return present;
        }
        Answer<V> begun = new Answer<>();
        if (!lanes.run(user, () -> answer(process, begun))) {
            return null;
        }
        Answer<V> old = answers.put(process, begun);
        characters -= old == null ? 0 : old.characters;
        evict();
        return begun;
    }

    private void answer(ProcessKey process, Answer<V> answer) {
        V value;
        try {
            value = source.read(process);
        } catch (Throwable e) {
            // The process is gone, or may not be read, or there was no memory for it: it stays unknown, and the thread goes on.
            value = null;
        }
        if (value != null) {
            weigh(process, answer, length.applyAsInt(value));
        }
        if (answer.complete(value)) {
            news.tellSoon();
        }
    }

    private synchronized void weigh(ProcessKey process, Answer<V> answer, int weight) {
        if (answers.get(process) == answer) {
            answer.characters = weight;
            characters += weight;
            evict();
        }
    }

    private void evict() {
        Iterator<Answer<V>> eldest = answers.values().iterator();
        while (answers.size() > MOST_KEPT || characters > MOST_CHARACTERS) {
            characters -= eldest.next().characters;
            eldest.remove();
        }
    }

    private void await(Answer<V> answer, long user) {
        if (answer.done.getCount() == 0) {
            return;
        }
        boolean first = enter(user);
        try {
            answer.done.await(first ? PATIENCE_MILLIS : LITTLE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (first) {
                leave(user);
            }
        }
    }

    private synchronized boolean enter(long user) {
        return waitedFor.add(user);
    }

    private synchronized void leave(long user) {
        waitedFor.remove(user);
    }
}
