package e7.itest.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundle that brings the test classes into the framework. What they use they import as they come to it. */
final class ProbeBundle {

    private static final String OWN_PACKAGE = ProbeBundle.class.getPackageName().replace('.', '/');

    private ProbeBundle() {}

    /** All test classes beside the given one, as a jar; this package stays out, the framework exports it. */
    static InputStream of(Class<?> test) throws IOException {
        Path classes = folderOf(test);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest());
                Stream<Path> files = Files.walk(classes)) {
            List<Path> content = files.filter(Files::isRegularFile).toList();
            for (Path file : content) {
                String name = classes.relativize(file).toString();
                if (!name.startsWith(OWN_PACKAGE)) {
                    jar.putNextEntry(new JarEntry(name));
                    Files.copy(file, jar);
                    jar.closeEntry();
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static Path folderOf(Class<?> test) {
        try {
            return Path.of(test.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("location: class=" + test, e);
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "e7.itest.probe");
        attributes.putValue("DynamicImport-Package", "*");
        return manifest;
    }
}
