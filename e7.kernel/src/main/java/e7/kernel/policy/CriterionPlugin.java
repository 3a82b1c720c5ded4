package e7.kernel.policy;

import e7.api.engine.PluginInfo;
import e7.api.rule.CriterionProvider;
import e7.kernel.pipeline.PluginReference;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One provider of criteria that is present, and its record.
 *
 * <p>A plugin whose criteria fail over and over is taken out: it stays bound, but nothing asks it any more.
 */
final class CriterionPlugin {

    /** Faults after which a plugin is taken out. A fault costs its packet the {@code fail} action, so there should be none. */
    private static final int FAULTS_TOLERATED = 16;

    private final CriterionProvider provider;
    private final PluginReference reference;
    private final AtomicLong faults = new AtomicLong();
    private final Consumer<CriterionPlugin> takeOut;

    /**
     * A plugin that came.
     *
     * @param takeOut is run once, on the thread of the last tolerated fault, so it must return at once
     */
    CriterionPlugin(CriterionProvider provider, PluginReference reference, Consumer<CriterionPlugin> takeOut) {
        this.provider = provider;
        this.reference = reference;
        this.takeOut = takeOut;
    }

    CriterionProvider provider() {
        return provider;
    }

    PluginReference reference() {
        return reference;
    }

    /** Says what is to be run when its answers change. */
    void onChange(Runnable changed) {
        try {
            provider.onChange(changed);
        } catch (RuntimeException | LinkageError e) {
            countFault();
        }
    }

    /** Counts an exception or an overdue answer. */
    void countFault() {
        if (faults.incrementAndGet() == FAULTS_TOLERATED) {
            takeOut.accept(this);
        }
    }

    boolean isTakenOut() {
        return faults.get() >= FAULTS_TOLERATED;
    }

    PluginInfo info() {
        String state = isTakenOut() ? "taken out after " + FAULTS_TOLERATED + " faults" : "active";
        return reference.info("criterion", faults.get(), state);
    }
}
