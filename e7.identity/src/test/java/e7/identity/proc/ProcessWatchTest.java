package e7.identity.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.identity.ProcessIdentity;
import e7.identity.live.Allocations;
import e7.identity.live.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessWatchTest {

    private final ProcessReader reader;
    private final ProcessWatch watch;

    ProcessWatchTest() throws IOException {
        reader = new ProcessReader();
        watch = new ProcessWatch();
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void shouldKnowTheKernelAndNobodyElseWithoutNumber() {
        assertTrue(watch.isCurrent(ProcessIdentity.KERNEL));
        assertFalse(watch.isCurrent(ProcessIdentity.unknown("test")));
    }

    @Test
    void shouldNoticeTheEnd() {
        Child child = Child.run("/bin/sleep", "60");
        ProcessIdentity process = identity(child.pid());
        assertTrue(watch.isCurrent(process));
        assertTrue(watch.isCurrent(process));
        child.close();
        assertFalse(watch.isCurrent(process));
        assertFalse(watch.isCurrent(process));
    }

    @Test
    void shouldNoticeExecInSameProcess() {
        try (Child child = Child.run("/bin/bash", "-c", "echo ready; read go; exec /bin/sleep 60")) {
            child.line();
            ProcessIdentity shell = identity(child.pid());
            assertTrue(watch.isCurrent(shell));
            child.say("go");
            ProcessIdentity later = shell;
            for (int i = 0; i < 500 && later.inode() == shell.inode(); i++) {
                pause();
                later = identity(child.pid());
            }
            assertFalse(watch.isCurrent(shell));
            assertEquals(shell.startTime(), later.startTime());
            assertTrue(later.path().endsWith("sleep"), later.display());
            assertTrue(watch.isCurrent(later));
        }
    }

    @Test
    void shouldNotTakeAnotherStartTimeForTheSameProcess() {
        ProcessIdentity own = identity(Libc.getpid());
        assertTrue(watch.isCurrent(own));
        ProcessIdentity earlier = new ProcessIdentity(
                own.pid(), own.startTime() - 1, own.device(), own.inode(), own.path(), own.display(), own.command());
        assertFalse(watch.isCurrent(earlier));
        assertTrue(watch.isCurrent(own));
    }

    @Test
    void shouldNotKeepTrustInsideAUserNamespace() throws IOException {
        // Stands for an exe link that was set back to the trusted program: same process, same file, but no longer our namespace.
        try (Child child = Child.run("/usr/bin/unshare", "-r", "/bin/sleep", "60")) {
            ProcessIdentity seen = identity(child.pid());
            for (int i = 0; i < 500 && !seen.display().contains("another user namespace"); i++) {
                pause();
                seen = identity(child.pid());
            }
            ProcessIdentity trusted = new ProcessIdentity(
                    seen.pid(), seen.startTime(), seen.device(), seen.inode(), "/bin/sleep", "/bin/sleep", "sleep");
            assertTrue(watch.isCurrent(seen));
            pause();
            assertFalse(watch.isCurrent(trusted));
        }
    }

    @Test
    void shouldKeepDescriptorsBounded() throws IOException {
        long before = openDescriptors();
        try (Child one = Child.run("/bin/sleep", "60"); Child two = Child.run("/bin/sleep", "60")) {
            ProcessIdentity first = identity(one.pid());
            ProcessIdentity second = identity(two.pid());
            for (int i = 0; i < 1000; i++) {
                assertTrue(watch.isCurrent(first));
                assertTrue(watch.isCurrent(second));
            }
            assertTrue(openDescriptors() - before < 20);
        }
    }

    @Test
    void shouldAllocateNothing() {
        ProcessIdentity own = identity(Libc.getpid());
        assertEquals(0, Allocations.of(() -> watch.isCurrent(own)));
    }

    private ProcessIdentity identity(int pid) {
        int folder = Libc.open(NativeBuffer.constant("/proc/" + pid).address(), Libc.O_PATH | Libc.O_CLOEXEC);
        try {
            return reader.read(pid, folder);
        } finally {
            Libc.close(folder);
        }
    }

    private static long openDescriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
