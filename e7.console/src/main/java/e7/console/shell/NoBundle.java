package e7.console.shell;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Says of a jar in the plugins folder that it is no bundle. FileInstall passes over what nobody takes without a word; this one takes it last. */
@Component(property = "service.ranking:Integer=-1000")
public final class NoBundle implements ArtifactInstaller {

    private final Logger logger;

    /** For the framework. */
    @Activate
    public NoBundle(@Reference(service = LoggerFactory.class) Logger logger) {
        this.logger = logger;
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(".jar") && fault(file).isPresent();
    }

    @Override
    public void install(File file) {
        fault(file).ifPresent(fault -> logger.error("{} {}", file, fault));
    }

    @Override
    public void update(File file) {
        install(file);
    }

    @Override
    public void uninstall(File file) {
        // It was never installed.
    }

    /** Why the file is no bundle. */
    static Optional<String> fault(File file) {
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            boolean named = manifest != null && manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null;
            return named ? Optional.empty() : Optional.of("is no bundle: its manifest has no " + Constants.BUNDLE_SYMBOLICNAME);
        } catch (IOException e) {
            return Optional.of("cannot be read as a jar: " + e.getMessage());
        }
    }
}
