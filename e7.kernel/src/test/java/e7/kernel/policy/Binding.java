package e7.kernel.policy;

import e7.kernel.fakes.FakeProvider;
import e7.kernel.journal.EventLog;
import e7.kernel.journal.RunFigures;
import e7.kernel.pipeline.Pipelines;
import java.time.Clock;

/** Binds and unbinds plugins as the framework does, for tests in other packages. */
public final class Binding {

    private Binding() {}

    /** A policy that goes by another clock than the system's. */
    public static PolicyService policy(Pipelines pipelines, EventLog events, Clock clock) {
        return new PolicyService(pipelines, events, new RunFigures(), clock);
    }

    /** A plugin comes. */
    public static void bind(PolicyService policy, FakeProvider provider) {
        policy.bindProvider(provider, provider.reference());
    }

    /** A plugin goes; returns when it may be deactivated. */
    public static void unbind(PolicyService policy, FakeProvider provider) {
        policy.unbindProvider(provider);
    }

    /** The component ends. */
    public static void end(PolicyService policy) {
        policy.deactivate();
    }
}
