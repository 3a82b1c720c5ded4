package e7.itest.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import e7.itest.live.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An example of examples/, built as its author would: by Maven, with the POM of its own, and with its tests. Of E7 Maven gets the contract
 * and the tests for strategies, in a local repository that is otherwise that of the build under test; nothing is installed there and
 * nothing is downloaded.
 */
final class ExampleBuild implements AutoCloseable {

    private static final long LIMIT_MINUTES = 8;

    private final Path root = Path.of(System.getProperty("e7.root")).toRealPath();
    private final Path folder = Files.createTempDirectory("e7-example");
    private final Path project = folder.resolve("project");
    private final Path repository = Files.createDirectory(folder.resolve("repository"));

    /** Copies the example of that name. */
    ExampleBuild(String name) throws IOException {
        Path source = root.resolve("examples").resolve(name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(path -> !path.startsWith(source.resolve("target"))).toList()) {
                Files.copy(file, project.resolve(source.relativize(file)));
            }
        }
        linkRepository();
        String version = versionOf(root.resolve("pom.xml"));
        install("e7.parent", version, root.resolve("pom.xml"), "pom");
        install("cnf", version, root.resolve("cnf/pom.xml"), "pom");
        for (String module : List.of("e7.api", "e7.cache")) {
            install(module, version, root.resolve(module).resolve("pom.xml"), "pom");
        }
        install("e7.api", version, target("e7.api", version + ".jar"), "jar");
        // The contract that strategies are tested by, and not the strategies of E7.
        install("e7.cache", version + "-tests", target("e7.cache", version + "-tests.jar"), "jar");
    }

    private Path target(String module, String end) {
        Path file = root.resolve(module).resolve("target").resolve(module + "-" + end);
        assumeTrue(Files.exists(file), "not built: " + file);
        return file;
    }

    /** The version of an E7 POM: the first that stands in it. */
    private static String versionOf(Path pom) throws IOException {
        Matcher matcher = Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(pom));
        assertTrue(matcher.find(), () -> "no version: pom=" + pom);
        return matcher.group(1);
    }

    /** What the build under test has, all but E7 itself. */
    private void linkRepository() throws IOException {
        Path used = Path.of(System.getProperty("e7.local.repository"));
        try (Stream<Path> groups = Files.list(used)) {
            for (Path group : groups.filter(path -> !path.endsWith("e7")).toList()) {
                Files.createSymbolicLink(repository.resolve(group.getFileName()), group.toRealPath());
            }
        }
    }

    private void install(String artifact, String version, Path file, String extension) throws IOException {
        Path at = repository.resolve("e7").resolve(artifact).resolve(version.replace("-tests", ""));
        Files.createDirectories(at);
        Files.copy(file, at.resolve(artifact + "-" + version + "." + extension));
    }

    /** Builds and tests it; the calling test is skipped, with the reason, if Maven lacks something. Returns the jar. */
    Path build() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder("mvn", "-o", "-B", "-Dstyle.color=never", "-Dmaven.repo.local=" + repository, "verify");
        builder.directory(project.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, "no mvn: " + e.getMessage());
            throw e;
        }
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String output = Files.readString(log);
        Programs.assumeNothingToDownload(output);
        assertEquals(0, process.exitValue(), output);
        try (Stream<Path> files = Files.list(project.resolve("target"))) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertEquals(1, jars.size(), jars::toString);
            return jars.get(0);
        }
    }

    /** The tests that the build ran and that did not fail, by the names of their classes. */
    List<String> testedClasses() throws IOException {
        List<String> classes = new ArrayList<>();
        Pattern clean = Pattern.compile("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0,.* in (?:.*\\.)?(\\w+)");
        try (Stream<Path> reports = Files.list(project.resolve("target/surefire-reports"))) {
            for (Path report : reports.filter(file -> file.toString().endsWith(".txt")).toList()) {
                Matcher matcher = clean.matcher(Files.readString(report));
                if (matcher.find()) {
                    classes.add(matcher.group(1));
                }
            }
        }
        classes.sort(Comparator.naturalOrder());
        return classes;
    }

    /** Deletes all that it made; links go, not what they lead to. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
