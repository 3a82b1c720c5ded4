package e7.netlink.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the kernel says of a thread in /proc/thread-self/status, Cpus_allowed_list. */
class ThreadAffinityTest {

    private static String allowedCores() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    /** The number at the end of a list such as 0-1,5. */
    private static int last(String list) {
        return Integer.parseInt(list.replaceFirst(".*[-,]", ""));
    }

    /** Runs in a thread of its own, which ends then. */
    private static String inThread(int core) throws Exception {
        CompletableFuture<String> allowed = new CompletableFuture<>();
        new Thread(() -> {
            try {
                new ThreadAffinity().tieCurrentThread(core);
                allowed.complete(allowedCores());
            } catch (IOException | RuntimeException e) {
                allowed.completeExceptionally(e);
            }
        }).start();
        return allowed.get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldTieTheCallingThreadAndNoOther() throws Exception {
        String before = allowedCores();
        assertEquals("" + last(before), inThread(last(before)));
        assertEquals(before, allowedCores());
    }

    @Test
    void shouldSayWhyWhenThereIsNoSuchCore() throws IOException {
        int core = 4095;
        assertTrue(last(allowedCores()) < core);
        String before = allowedCores();
        IOException refused = assertThrows(IOException.class, () -> new ThreadAffinity().tieCurrentThread(core));
        assertEquals("sched_setaffinity: core=4095 EINVAL, this machine or cpuset has no such core", refused.getMessage());
        assertThrows(IOException.class, () -> new ThreadAffinity().tieCurrentThread(-1));
        assertThrows(IOException.class, () -> new ThreadAffinity().tieCurrentThread(4096));
        assertEquals(before, allowedCores());
    }
}
