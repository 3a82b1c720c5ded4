package e7.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DescriptorTest {

    @Test
    void shouldCloseAtOnceWhenUnused() {
        Descriptor descriptor = new Descriptor(Libc.eventfd(0, Libc.EFD_CLOEXEC));
        assertTrue(isOpen(descriptor));
        descriptor.close();
        assertFalse(isOpen(descriptor));
        assertFalse(descriptor.enter());
        descriptor.close();
    }

    @Test
    void shouldCloseWithTheLastUser() {
        Descriptor descriptor = new Descriptor(Libc.eventfd(0, Libc.EFD_CLOEXEC));
        assertTrue(descriptor.enter());
        assertTrue(descriptor.enter());
        descriptor.close();
        assertFalse(descriptor.enter());
        descriptor.leave();
        assertTrue(isOpen(descriptor));
        descriptor.leave();
        assertFalse(isOpen(descriptor));
    }

    @Test
    void shouldNeverBeUsedAfterItIsClosed() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            Descriptor descriptor = new Descriptor(Libc.eventfd(0, Libc.EFD_CLOEXEC | Libc.EFD_NONBLOCK));
            CountDownLatch started = new CountDownLatch(2);
            int[] foreign = {0};
            Thread[] users = new Thread[2];
            for (int i = 0; i < users.length; i++) {
                users[i] = new Thread(() -> {
                    started.countDown();
                    while (descriptor.enter()) {
                        if (!isOpen(descriptor)) {
                            foreign[0]++;
                        }
                        descriptor.leave();
                    }
                });
                users[i].start();
            }
            started.await();
            descriptor.close();
            for (Thread user : users) {
                user.join();
            }
            assertEquals(0, foreign[0]);
            assertFalse(isOpen(descriptor));
        }
    }

    /** Whether the number still is an eventfd: other threads of the JVM may have been given it for a file by now. */
    private static boolean isOpen(Descriptor descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor.number())).toString().equals("anon_inode:[eventfd]");
        } catch (IOException e) {
            return false;
        }
    }
}
