package e7.kernel.policy;

import e7.kernel.fakes.FakeProvider;

/** Binds and unbinds plugins as the framework does, for tests in other packages. */
public final class Binding {

    private Binding() {}

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
