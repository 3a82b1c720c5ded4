package e7.kernel.store;

import e7.api.engine.PolicyException;
import e7.api.engine.SavedRules;
import e7.kernel.journal.EventLog;
import e7.kernel.policy.PolicyService;
import e7.kernel.store.RulesOnDisk.UnsettledException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The saved rules: takes the policy from its file before the engine begins to guard, keeps it there, and looks each second whether somebody has
 * edited it.
 */
@Component(service = {SavedRules.class, SavedRulesService.class}, immediate = true, configurationPid = "e7.rules")
@Designate(ocd = SavedRulesConfig.class)
public final class SavedRulesService implements SavedRules {

    /** Framework property: the rules file where the configuration names none. */
    static final String FILE = "e7.rules.file";

    private final PolicyService policy;
    private final Optional<RulesOnDisk> disk;
    private final ScheduledExecutorService watch;
    private final String fault;

    /** For the framework. */
    @Activate
    public SavedRulesService(BundleContext context, @Reference PolicyService policy, @Reference EventLog events, SavedRulesConfig config) {
        this(policy, events, file(context, config), config.versions());
    }

    SavedRulesService(PolicyService policy, EventLog events, Optional<Path> file, int versions) {
        this.policy = policy;
        this.disk = file.map(path -> new RulesOnDisk(path, versions, events));
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "e7-rules-file");
            thread.setDaemon(true);
            return thread;
        });
        this.fault = start();
    }

    private static Optional<Path> file(BundleContext context, SavedRulesConfig config) {
        String named = config.file().isEmpty() ? context.getProperty(FILE) : config.file();
        return named == null || named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named).toAbsolutePath());
    }

    private String start() {
        if (disk.isEmpty()) {
            return "";
        }
        try {
            disk.get().restore(policy);
            policy.keepBy(disk.get());
        } catch (IOException | PolicyException e) {
            return e.getMessage();
        }
        watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        return "";
    }

    private void look() {
        try {
            policy.takeEdits();
        } catch (UnsettledException e) {
            // The next look tells.
        } catch (PolicyException e) {
            disk.get().warn(e.getMessage());
        } catch (RuntimeException | Error e) {
            disk.get().warn("the rules file could not be looked at: " + e);
        }
    }

    @Deactivate
    void deactivate() {
        watch.shutdownNow();
        disk.ifPresent(kept -> policy.stopKeepingBy(kept));
    }

    /** Why the rules could not be restored, so that nothing may be guarded with others; or the empty string. */
    public String fault() {
        return fault;
    }

    /** What the administrator should know: one line each. */
    public List<String> warnings() {
        return disk.map(RulesOnDisk::warnings).orElse(List.of());
    }

    @Override
    public String file() {
        return disk.map(kept -> kept.path().toString()).orElse("");
    }

    @Override
    public List<String> text() {
        return policy.text();
    }

    @Override
    public void replace(List<String> lines) throws PolicyException {
        policy.takeEdits();
        policy.replace(lines, false);
    }

    @Override
    public List<Version> versions() {
        try {
            return disk.isPresent() ? disk.get().versions().list() : List.of();
        } catch (IOException e) {
            disk.get().warn("the versions of the rules cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    @Override
    public List<String> version(long number) throws PolicyException {
        try {
            Optional<String> text = disk.isPresent() ? disk.get().versions().text(number) : Optional.empty();
            return text.orElseThrow(() -> new PolicyException(0, "no version " + number + " of the rules is kept")).lines().toList();
        } catch (IOException e) {
            throw new PolicyException(0, "version " + number + " cannot be read: " + e.getMessage());
        }
    }
}
