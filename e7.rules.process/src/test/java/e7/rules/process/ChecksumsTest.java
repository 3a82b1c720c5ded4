package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

    @TempDir
    Path folder;

    private final Children children = new Children();
    private final Checksums checksums = new Checksums(() -> false);

    @AfterEach
    void end() throws Exception {
        children.close();
    }

    private static Checksum sum(Path file) throws Exception {
        return new Checksum(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private Checksum run(Path file) throws Exception {
        return checksums.read(Children.key(children.idle(file)));
    }

    @Test
    void shouldGiveTheSumOfWhatRuns() throws Exception {
        Path file = Children.bash(folder.resolve("one"));
        assertEquals(sum(file), run(file));
    }

    @Test
    void shouldGiveAnotherSumWhenOneByteIsAnother() throws Exception {
        Path file = Children.bash(folder.resolve("one"));
        Path copy = Children.bash(folder.resolve("two"));
        Files.write(copy, new byte[1], StandardOpenOption.APPEND);

        assertNotEquals(run(file), run(copy));
        assertEquals(sum(copy), run(copy));
    }

    @Test
    void shouldGiveTheSumOfADeletedFileAndOfOneWhosePlaceWasTaken() throws Exception {
        Path file = Children.bash(folder.resolve("one"));
        Checksum expected = sum(file);
        ProcessKey process = Children.key(children.idle(file));
        Files.move(Files.writeString(folder.resolve("two"), "other"), file, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(expected, checksums.read(process));
        Files.delete(file);
        assertEquals(expected, checksums.read(process));
    }

    /** Changed in place, at once, as long as before, and its time set back: inode, size and mtime are those of the sum that is kept. */
    @Test
    void shouldReadAgainWhenTheFileWasChangedInPlace() throws Exception {
        Path file = Children.bash(folder.resolve("one"));
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        FileTime time = Files.getLastModifiedTime(file);
        Process first = children.start(file.toString(), "-c", "echo; read; :");
        first.inputReader().readLine();
        Checksum before = checksums.read(Children.key((int) first.pid()));
        first.destroyForcibly().waitFor();

        try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
            changed.seek(changed.length() - 1);
            changed.write(2);
        }
        Files.setLastModifiedTime(file, time);

        Checksum after = run(file);
        assertNotEquals(before, after);
        assertEquals(sum(file), after);
    }

    /** Copies of one content are different files, each with the same sum. */
    @Test
    void shouldNotMixUpFilesWhenManyAreAsked() throws Exception {
        for (int i = 0; i < 5; i++) {
            Path file = Children.bash(folder.resolve("copy" + i));
            Files.write(file, new byte[i], StandardOpenOption.APPEND);
            assertEquals(sum(file), run(file));
        }
    }

    @Test
    void shouldGiveUpWhenTheFileIsEndless() throws Exception {
        Path file = Children.bash(folder.resolve("huge"));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        } catch (IOException e) {
            assumeTrue(false, "the file system takes no file of a terabyte: " + e.getMessage());
        }
        Checksums impatient = new Checksums(() -> false, Duration.ofMillis(300));
        assertNull(impatient.read(Children.key(children.idle(file))));
    }

    @Test
    void shouldStopWhenNoSumIsWantedAnyMore() throws Exception {
        ProcessKey process = Children.key(children.idle(Children.bash(folder.resolve("one"))));
        assertThrows(IOException.class, () -> new Checksums(() -> true).read(process));
    }

    @Test
    void shouldBeUnknownWhenTheNumberIsAnotherProcesssByNow() throws Exception {
        int pid = children.idle(Children.bash(folder.resolve("one")));
        ProcessKey real = Children.key(pid);
        assertNull(checksums.read(new ProcessKey(pid, real.startTime() + 1, real.device(), real.inode())));
        assertNull(checksums.read(new ProcessKey(pid, real.startTime(), real.device(), real.inode() + 1)));
    }
}
