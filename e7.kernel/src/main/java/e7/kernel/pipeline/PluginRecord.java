package e7.kernel.pipeline;

import e7.api.engine.PluginInfo;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The record of one plugin that is present: what it failed in. One that goes on failing is taken out: it stays bound, but nothing asks it any
 * more, and only when it comes anew does it get a new record. Any thread.
 */
public final class PluginRecord {

    /** What a plugin is to those who list it. */
    public enum Kind {
        /** Gives rules their criteria. */
        CRITERION,
        /** Makes caches. */
        STRATEGY,
        /** Finds processes. */
        RESOLVER
    }

    /** Faults after which a plugin is taken out. A fault costs its packet the {@code fail} action or time, so there should be none. */
    private static final int FAULTS_TOLERATED = 16;

    /** Only so close together do they count: a rare fault every few days is no reason to do without the plugin. */
    private static final long WITHIN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Kind kind;
    private final PluginReference reference;
    private final Consumer<PluginRecord> whenTakenOut;

    private long faults;
    private long recentFaults;
    private long recentSince;
    private volatile String takenOut = "";

    /**
     * A plugin that came.
     *
     * @param whenTakenOut is told once, on a thread of its own: it will have to wait for those who are inside, and the fault was noticed by one
     *     of them
     */
    public PluginRecord(Kind kind, PluginReference reference, Consumer<PluginRecord> whenTakenOut) {
        this.kind = kind;
        this.reference = reference;
        this.whenTakenOut = whenTakenOut;
    }

    /** Counts an exception, an answer that is none, or an overdue one. */
    public void countFault() {
        synchronized (this) {
            long now = System.nanoTime();
            if (recentFaults == 0 || now - recentSince > WITHIN_NANOS) {
                recentFaults = 0;
                recentSince = now;
            }
            faults++;
            if (++recentFaults < FAULTS_TOLERATED) {
                return;
            }
        }
        takeOut("after " + FAULTS_TOLERATED + " faults");
    }

    /** Counts a fault that is too grave to wait for another. */
    public void takeOutAtOnce(String why) {
        synchronized (this) {
            faults++;
        }
        takeOut(why);
    }

    private void takeOut(String why) {
        synchronized (this) {
            if (isTakenOut()) {
                return;
            }
            takenOut = "taken out " + why;
        }
        Thread thread = new Thread(() -> whenTakenOut.accept(this), "e7-take-out");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether nothing is to ask it any more. */
    public boolean isTakenOut() {
        return !takenOut.isEmpty();
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** What the framework says about it. */
    public PluginReference reference() {
        return reference;
    }

    /** For {@code plugins}. */
    public synchronized PluginInfo info() {
        return reference.info(kindWord(), faults, isTakenOut() ? takenOut : "active");
    }

    private String kindWord() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What to call it in a line for the administrator. */
    @Override
    public String toString() {
        return kindWord() + " " + reference.name() + " (" + reference.bundle() + ")";
    }
}
