package e7.kernel.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

    /** Another file's. */
    private static final String SUM = "de8f8e7eb1b44f6f0f6c2c8a2b9a7ab2d5ab0f12c1b1bd2a8c3f4c1b6b0b1a5e";

    @TempDir
    Path folder;

    private Path jar;
    private Path list;

    @BeforeEach
    void write() throws IOException {
        jar = Files.writeString(folder.resolve("a.jar"), "abc");
        list = folder.resolve(Checksums.FILE);
    }

    private void list(String text) throws IOException {
        Files.writeString(list, text);
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void shouldTakeAnyFileWithoutAList() throws IOException {
        assertEquals(Optional.empty(), Checksums.fault(jar));
    }

    @Test
    void shouldTakeNoOthersThanThoseListed() throws IOException {
        // FIPS 180-2, appendix B.1.
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        list("# ours\n" + SUM + "  b.jar\n" + abc + "  a.jar\n");
        assertEquals(Optional.empty(), Checksums.fault(jar));
        list(abc.toUpperCase(Locale.ROOT) + " *./a.jar\n");
        assertEquals(Optional.empty(), Checksums.fault(jar));
        Files.writeString(jar, "abd");
        assertEquals(Optional.of(jar + " is not the file that " + list + " lists"), Checksums.fault(jar));
        list(SUM + "  b.jar\n");
        assertEquals(Optional.of(list + " does not list a.jar"), Checksums.fault(jar));
    }

    @Test
    void shouldTrustNoListThatOthersCanWrite() throws IOException {
        list(SUM + "  a.jar\n");
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-rw-r--"));
        assertEquals(Optional.of(list + " can be written by its group or by everybody; chmod go-w it"), Checksums.fault(jar));
    }
}
