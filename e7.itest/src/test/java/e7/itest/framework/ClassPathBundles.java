package e7.itest.framework;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The bundles on the class path by symbolic name. Whatever the reactor has just built is found there, so that nothing has to be
 * installed in a repository first.
 */
final class ClassPathBundles {

    private final Map<String, Path> locations = new HashMap<>();

    ClassPathBundles(String classPath) {
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry);
            symbolicName(path).ifPresent(name -> locations.putIfAbsent(name, path));
        }
    }

    /** A location that a framework installs from: a jar, or a folder of classes as it lies there. */
    String location(String symbolicName) {
        Path path = locations.get(symbolicName);
        if (path == null) {
            throw new IllegalStateException("bundle on the class path: name=" + symbolicName);
        }
        String uri = path.toUri().toString();
        return Files.isDirectory(path) ? "reference:" + uri : uri;
    }

    /** The symbolic names that a bndrun file lists as its run bundles, in their order. */
    static List<String> namesIn(Path bndrun) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(bndrun)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.stream(properties.getProperty("-runbundles").split(","))
                .map(clause -> clause.replaceFirst(";.*", "").strip())
                .toList();
    }

    private static Optional<String> symbolicName(Path path) {
        try {
            return manifest(path)
                    .map(manifest -> manifest.getMainAttributes().getValue("Bundle-SymbolicName"))
                    .map(value -> value.replaceFirst(";.*", "").strip());
        } catch (IOException e) {
            throw new UncheckedIOException("manifest: path=" + path, e);
        }
    }

    private static Optional<Manifest> manifest(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            Path file = path.resolve(JarFile.MANIFEST_NAME);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of(new Manifest(in));
            }
        }
        if (!path.toString().endsWith(".jar") || !Files.exists(path)) {
            return Optional.empty();
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            return Optional.ofNullable(jar.getManifest());
        }
    }
}
