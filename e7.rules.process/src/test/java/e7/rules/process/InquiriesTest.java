package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InquiriesTest {

    private static final int SELF = (int) ProcessHandle.current().pid();

    private final Lanes lanes = new Lanes("inquiries-test", 2);
    private final News news = new News();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger reads = new AtomicInteger();

    @BeforeEach
    void listen() {
        news.onChange(told::countDown);
    }

    @AfterEach
    void end() {
        release.countDown();
        lanes.close();
        news.close();
    }

    private static ProcessKey key(int inode) {
        return new ProcessKey(SELF, 1, 1, inode);
    }

    @Test
    void shouldReadOnceWhenAskedAgainSoon() throws Exception {
        Inquiries<Integer> inquiries = new Inquiries<>(lanes, news, process -> reads.incrementAndGet(), value -> 1);
        while (inquiries.ask(key(1)) == null) {
            Thread.sleep(10);
        }
        assertEquals(1, inquiries.ask(key(1)));
        assertEquals(1, reads.get());
    }

    @Test
    void shouldTellAndAnswerWhenTheAnswerComesLate() throws Exception {
        Inquiries<String> inquiries = new Inquiries<>(lanes, news, process -> {
            awaitRelease();
            return "late";
        }, String::length);
        assertNull(inquiries.ask(key(1)));
        assertEquals(1, told.getCount());

        release.countDown();

        assertTrue(told.await(20, TimeUnit.SECONDS));
        assertEquals("late", inquiries.ask(key(1)));
    }

    @Test
    void shouldTellLaterWhenThereIsNoRoom() throws Exception {
        Inquiries<String> inquiries = new Inquiries<>(lanes, news, process -> {
            awaitRelease();
            return "x";
        }, String::length);
        for (int i = 0; i < Lanes.MOST_WAITING + 2; i++) {
            int inode = i;
            lanes.run(new ProcessFolder(SELF).user(), () -> {
                awaitRelease();
                reads.addAndGet(inode);
            });
        }
        assertNull(inquiries.ask(key(1)));
        assertTrue(told.await(20, TimeUnit.SECONDS));
    }

    @Test
    void shouldBeUnknownWhenReadingFails() {
        Inquiries<String> inquiries = new Inquiries<>(lanes, news, process -> {
            throw new IOException("no such process");
        }, String::length);
        assertNull(inquiries.ask(key(1)));
    }

    @Test
    void shouldBeUnknownWhenTheProcessIsGoneBeforeItWasRead() {
        Inquiries<String> inquiries = new Inquiries<>(lanes, news, process -> "x", String::length);
        assertNull(inquiries.ask(new ProcessKey(Integer.MAX_VALUE, 1, 1, 1)));
    }

    /** More processes than answers are kept: the first is read again. */
    @Test
    void shouldForgetTheLongestUnusedWhenThereAreTooMany() throws Exception {
        Inquiries<Integer> inquiries = new Inquiries<>(lanes, news, process -> reads.incrementAndGet(), value -> 1);
        for (int i = 0; i <= Inquiries.MOST_KEPT; i++) {
            while (inquiries.ask(key(i)) == null) {
                Thread.sleep(10);
            }
        }
        int before = reads.get();
        while (inquiries.ask(key(0)) == null) {
            Thread.sleep(10);
        }
        assertTrue(reads.get() > before);
    }

    /** Few answers, but long ones. */
    @Test
    void shouldForgetTheLongestUnusedWhenTheyAreTooLong() throws Exception {
        Inquiries<Integer> inquiries = new Inquiries<>(lanes, news, process -> reads.incrementAndGet(), value -> Inquiries.MOST_CHARACTERS / 4);
        for (int i : new int[] {0, 1, 2, 3, 0, 4}) {
            while (inquiries.ask(key(i)) == null) {
                Thread.sleep(10);
            }
        }
        assertEquals(5, reads.get());
        assertEquals(1, inquiries.ask(key(0)));
        while (inquiries.ask(key(1)) == null) {
            Thread.sleep(10);
        }
        assertEquals(6, reads.get());
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
