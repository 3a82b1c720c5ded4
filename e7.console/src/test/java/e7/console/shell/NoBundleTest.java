package e7.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoBundleTest {

    @TempDir
    private Path folder;

    private Path jar(String symbolicName) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (symbolicName != null) {
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName);
        }
        Path file = folder.resolve("a.jar");
        try (OutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.flush();
        }
        return file;
    }

    @Test
    void shouldLeaveBundlesAndOtherFilesToOthers() throws IOException {
        NoBundle installer = new NoBundle(null);

        assertEquals(false, installer.canHandle(jar("org.example").toFile()));
        assertEquals(false, installer.canHandle(Files.writeString(folder.resolve("README.md"), "text").toFile()));
        assertEquals(true, installer.canHandle(jar(null).toFile()));
    }

    @Test
    void shouldSayWhyAJarIsNoBundle() throws IOException {
        String nameless = "is no bundle: its manifest has no Bundle-SymbolicName";
        assertEquals(nameless, NoBundle.fault(jar(null).toFile()).orElseThrow());
        Path bare = folder.resolve("bare.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bare))) {
            out.putNextEntry(new ZipEntry("a.txt"));
        }
        assertEquals(nameless, NoBundle.fault(bare.toFile()).orElseThrow());
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertTrue(NoBundle.fault(text.toFile()).orElseThrow().startsWith("cannot be read as a jar: "));
    }
}
