package e7.itest.framework;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.nat.internal.NativeTestContainer;
import org.ops4j.pax.exam.spi.DefaultExamSystem;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.Bundle;

/** One framework in Pax Exam's native container, which lives in this machine, and the probe in it. */
final class FelixContainer implements AutoCloseable {

    /** Shared with the framework, so that a failed assertion arrives as the class that JUnit knows; and what tests measure with. */
    private static final List<String> SHARED_PACKAGES = List.of(
            "org.HdrHistogram",
            "org.junit.jupiter.api",
            "org.junit.jupiter.api.condition",
            "org.junit.jupiter.api.extension",
            "org.junit.jupiter.api.function",
            "org.junit.jupiter.api.io",
            "org.junit.jupiter.api.parallel",
            "org.junit.jupiter.params",
            "org.junit.jupiter.params.provider",
            "org.opentest4j",
            "e7.itest.framework");
    private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(20);
    private static final int START_LEVEL = 5;

    private final TestContainer container;
    private final Bundle probe;

    FelixContainer(Class<?> test, InFelix wanted) throws IOException {
        Path storage = Files.createTempDirectory("e7.itest.");
        container = PaxExamRuntime.createContainer(DefaultExamSystem.create(options(wanted, storage)));
        container.start();
        long id = container.installProbe(ProbeBundle.of(test));
        probe = ((NativeTestContainer) container).getSystemBundle().getBundleContext().getBundle(id);
    }

    /** The bundle that holds the test classes. */
    Bundle probe() {
        return probe;
    }

    @Override
    public void close() {
        container.stop();
    }

    private static Option[] options(InFelix wanted, Path storage) {
        List<Option> options = new ArrayList<>(List.of(
                workingDirectory(storage.toString()), cleanCaches(), systemTimeout(STOP_MILLIS), frameworkStartLevel(START_LEVEL)));
        SHARED_PACKAGES.forEach(name -> options.add(systemPackage(name)));
        // Otherwise FileInstall watches ./load.
        options.add(frameworkProperty("felix.fileinstall.dir").value(storage.resolve("plugins").toString()));
        options.add(frameworkProperty("felix.fileinstall.log.level").value("1"));
        for (String property : wanted.properties()) {
            int equals = property.indexOf('=');
            options.add(frameworkProperty(property.substring(0, equals)).value(property.substring(equals + 1)));
        }
        ClassPathBundles bundles = new ClassPathBundles(System.getProperty("java.class.path"));
        Set<String> without = Set.of(wanted.without());
        for (String name : ClassPathBundles.namesIn(Path.of(System.getProperty("e7.root"), "run", "e7.bndrun"))) {
            if (!without.contains(name)) {
                options.add(bundle(bundles.location(name)));
            }
        }
        return options.toArray(Option[]::new);
    }
}
