package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import e7.api.identity.ProcessIdentity;
import e7.api.packet.Packet;
import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.Match;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's program on a file system that another program of his serves, and then does not (FUSE). Reads of it never end. */
class HangingFileSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Children children = new Children();
    private final ProcessCriterionProvider provider = new ProcessCriterionProvider();

    @AfterEach
    void end() throws Exception {
        // First: what hangs goes on when the file system is gone.
        children.close();
        provider.deactivate();
    }

    @Test
    void shouldDelayNobodyElseWhenAProgramsFileSystemDoesNotAnswer() throws Exception {
        Process server = serve();
        BufferedReader out = server.inputReader();
        String line = out.readLine();
        assumeTrue(line != null && line.matches("[0-9]+"), "a FUSE file system cannot be mounted here");
        ProcessIdentity program = Children.identity(Integer.parseInt(line));
        Path other = Children.bash(folder.resolve("other"));
        Packet others = Children.packet(children.idle(other));

        // While it is served, its bytes can be read, but need not be those that run.
        assertNull(new Checksums(() -> false).read(ProcessKey.of(program)));

        server.getOutputStream().write('\n');
        server.getOutputStream().flush();
        assertEquals("silent", out.readLine());

        Packet programs = new PacketSketch().process(program);
        for (Criterion criterion : criteria(other)) {
            assertEquals(Match.UNKNOWN, assertTimeoutPreemptively(LIMIT, () -> criterion.test(programs)));
        }
        assertTrue(isBusy("e7-process-sum") && isBusy("e7-process-read"), "nothing hangs, so nothing was shown");
        for (Criterion criterion : criteria(other)) {
            assertEquals(Match.YES, assertTimeoutPreemptively(LIMIT, () -> Children.answer(criterion, others)));
        }
        assertTimeoutPreemptively(LIMIT, provider::deactivate);
        assertTrue(isBusy("e7-process-sum"));
    }

    /** One of each kind that is true of a process of that file. */
    private List<Criterion> criteria(Path file) throws Exception {
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        String parent = Path.of("/proc/self/exe").toRealPath().toString();
        return List.of(
                provider.parse("sha256", List.of(sum)),
                provider.parse("cmdline", List.of("*")),
                provider.parse("unit", List.of("/")),
                provider.parse("parent", List.of(parent)));
    }

    private Process serve() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path script = folder.resolve("fuse.py");
        Files.copy(HangingFileSystemTest.class.getResourceAsStream("fuse.py"), script);
        Path mount = Files.createDirectory(folder.resolve("mount"));
        String command = "exec unshare -m python3 " + script + " $(readlink -f /bin/bash) " + mount + " 2>&1";
        return children.start("/bin/bash", "-c", command);
    }

    private static boolean isBusy(String name) {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().startsWith(name));
    }
}
