package e7.kernel.trust;

import e7.kernel.journal.EventLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Lets no bundle of a plugins folder run that others than root could have put there. A bundle that cannot be resolved cannot be started. FileInstall
 * tries once; so what was refused is looked at each second, and started when the fault has been mended.
 */
@Component(service = ResolverHookFactory.class, immediate = true)
public final class PluginGate implements ResolverHookFactory {

    /** FileInstall's property: the folders that it watches. */
    private static final String FOLDERS = "felix.fileinstall.dir";
    private static final long LOOK_MILLIS = 1000;

    private final List<Path> folders;
    private final EventLog events;
    private final Logger logger;

    /** What was refused, and why. */
    private final Map<Bundle, String> refused = new ConcurrentHashMap<>();

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "e7-plugins");
        thread.setDaemon(true);
        return thread;
    });

    /** For the framework; without a log service the events alone tell. */
    @Activate
    public PluginGate(
            BundleContext context,
            @Reference EventLog events,
            @Reference(name = "log", service = LoggerFactory.class, cardinality = ReferenceCardinality.OPTIONAL) Logger logger) {
        String property = context.getProperty(FOLDERS);
        this.folders = property == null
                ? List.of()
                : Arrays.stream(property.split(",")).map(String::strip).filter(name -> !name.isEmpty()).map(PluginGate::absolute).toList();
        this.events = events;
        this.logger = logger;
        watch.scheduleWithFixedDelay(this::lookAgain, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void deactivate() {
        watch.shutdownNow();
    }

    private static Path absolute(String name) {
        return Path.of(name).toAbsolutePath().normalize();
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new ResolverHook() {
            @Override
            public void filterResolvable(Collection<BundleRevision> candidates) {
                candidates.removeIf(revision -> isRefused(revision.getBundle()));
            }

            @Override
            public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
                // None of our business.
            }

            @Override
            public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
                // None of our business.
            }

            @Override
            public void end() {
                // Nothing is kept from one to the next.
            }
        };
    }

    private boolean isRefused(Bundle bundle) {
        Optional<String> fault = fault(bundle);
        if (fault.isPresent() && !fault.get().equals(refused.put(bundle, fault.get()))) {
            say(bundle, " is not started: " + fault.get());
        }
        return fault.isPresent();
    }

    private Optional<String> fault(Bundle bundle) {
        return fileInFolder(bundle.getLocation()).flatMap(PluginGate::fault);
    }

    private void lookAgain() {
        refused.keySet().removeIf(bundle -> bundle.getState() != Bundle.INSTALLED);
        for (Bundle bundle : refused.keySet()) {
            if (fault(bundle).isEmpty()) {
                refused.remove(bundle);
                start(bundle);
            }
        }
    }

    private void start(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException | RuntimeException | Error e) {
            say(bundle, " cannot be started: " + e.getMessage());
        }
    }

    private Optional<Path> fileInFolder(String location) {
        if (!location.startsWith("file:")) {
            return Optional.empty();
        }
        Path file = Path.of(URI.create(location)).normalize();
        return folders.contains(file.getParent()) ? Optional.of(file) : Optional.empty();
    }

    private static Optional<String> fault(Path file) {
        try {
            Optional<String> changeable = Ownership.fault(file);
            return changeable.isPresent() ? changeable : Checksums.fault(file);
        } catch (IOException e) {
            return Optional.of(file + " cannot be looked at: " + e);
        }
    }

    private void say(Bundle bundle, String what) {
        String location = bundle.getLocation();
        String line = "plugin " + location.substring(location.lastIndexOf('/') + 1) + what;
        events.add("plugin", line);
        if (logger != null) {
            logger.error(line);
        }
    }
}
