package e7.kernel.policy;

import e7.api.engine.PluginInfo;
import e7.api.rule.CriterionProvider;
import e7.kernel.pipeline.PluginRecord;
import e7.kernel.pipeline.PluginReference;
import java.util.function.Consumer;

/** One provider of criteria that is present, and its record. */
final class CriterionPlugin {

    private final CriterionProvider provider;
    private final PluginRecord record;

    /**
     * A plugin that came.
     *
     * @param takeOut is told once, on a thread of its own
     */
    CriterionPlugin(CriterionProvider provider, PluginReference reference, Consumer<CriterionPlugin> takeOut) {
        this.provider = provider;
        this.record = new PluginRecord(PluginRecord.Kind.CRITERION, reference, taken -> takeOut.accept(this));
    }

    CriterionProvider provider() {
        return provider;
    }

    PluginReference reference() {
        return record.reference();
    }

    /** Says what is to be run when its answers change. */
    void onChange(Runnable changed) {
        try {
            provider.onChange(changed);
        } catch (RuntimeException | LinkageError e) {
            countFault();
        }
    }

    PluginRecord record() {
        return record;
    }

    /** Counts an exception or an answer that is none. */
    void countFault() {
        record.countFault();
    }

    boolean isTakenOut() {
        return record.isTakenOut();
    }

    PluginInfo info() {
        return record.info();
    }
}
