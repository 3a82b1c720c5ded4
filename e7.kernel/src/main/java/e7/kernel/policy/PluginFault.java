package e7.kernel.policy;

/** A plugin failed while it judged a packet; the packet gets the {@code fail} action. Made once, without a stack, as it is thrown on the packet path. */
public final class PluginFault extends RuntimeException {

    static final PluginFault INSTANCE = new PluginFault();

    private static final long serialVersionUID = 1L;

    private PluginFault() {
        super("a plugin failed", null, false, false);
    }
}
