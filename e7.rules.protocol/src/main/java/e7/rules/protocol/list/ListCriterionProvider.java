package e7.rules.protocol.list;

import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Makes {@link ListCriterion}s. A file is kept once, however many rules name it, and looked at each second while one does. */
@Component(property = CriterionProvider.CRITERION + "=list")
public final class ListCriterionProvider implements CriterionProvider {

    private static final long LOOK_MILLIS = 1000;

    private final Consumer<String> warnings;
    private final Map<Path, WeakReference<ListFile>> files = new HashMap<>();
    private final ScheduledExecutorService watch;
    private volatile Runnable changed = () -> {};

    /**
     * For the framework.
     *
     * @param logger is told when a file cannot be read again; null where there is no log service
     */
    @Activate
    public ListCriterionProvider(
            @Reference(name = "log", service = LoggerFactory.class, cardinality = ReferenceCardinality.OPTIONAL) Logger logger) {
        this(warning -> {
            if (logger != null) {
                logger.warn(warning);
            }
        });
    }

    ListCriterionProvider(Consumer<String> warnings) {
        this.warnings = warnings;
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "e7-lists");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void deactivate() {
        watch.shutdownNow();
    }

    @Override
    public void onChange(Runnable newChanged) {
        changed = newChanged;
    }

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        List<ListFile> lists = new ArrayList<>();
        for (String value : values) {
            if (!value.startsWith("/")) {
                throw new RuleSyntaxException("list=" + value + ": write the file's whole path, such as /etc/e7/blocked.txt");
            }
            lists.add(file(Path.of(value).normalize()));
        }
        return new ListCriterion(lists);
    }

    private synchronized ListFile file(Path path) throws RuleSyntaxException {
        WeakReference<ListFile> kept = files.get(path);
        ListFile file = kept == null ? null : kept.get();
        if (file == null) {
            file = new ListFile(path);
            files.put(path, new WeakReference<>(file));
        }
        return file;
    }

    private void look() {
        for (ListFile file : inUse()) {
            try {
                if (file.refresh()) {
                    changed.run();
                }
            } catch (RuleSyntaxException e) {
                warnings.accept(e.getMessage() + "; what was read before goes on to count");
            } catch (RuntimeException | Error e) {
                warnings.accept("a list could not be looked at: " + e);
            }
        }
    }

    private synchronized List<ListFile> inUse() {
        files.values().removeIf(reference -> reference.get() == null);
        List<ListFile> inUse = new ArrayList<>();
        for (WeakReference<ListFile> reference : files.values()) {
            ListFile file = reference.get();
            if (file != null) {
                inUse.add(file);
            }
        }
        return inUse;
    }

    @Override
    public String describe(String name) {
        return "the destination address is in a file of addresses and networks, one a line, such as /etc/e7/blocked.txt; read again when it changes";
    }
}
