package e7.console.command;

import e7.api.engine.Counters;
import e7.api.engine.Firewall;
import e7.api.engine.PluginInfo;
import e7.api.engine.Status;
import java.time.Duration;
import java.util.List;

/** Shows whatever state it is put in. */
public final class FakeFirewall implements Firewall {

    public State state = State.GUARDING;
    public String reason = "";
    String mode = "enabled";
    Duration uptime = Duration.ofSeconds(3_661);
    public List<String> suspended = List.of();
    public List<String> warnings = List.of();
    long kernelLost = 5;
    private long dropped = 2;
    private long rejected = 1;

    public void refused(long dropped, long rejected) {
        this.dropped = dropped;
        this.rejected = rejected;
    }

    @Override
    public Status status() {
        Counters counters = new Counters(10, 6, dropped, rejected, 1, 0, 0, 3, 4, kernelLost, 0);
        return new Status(
                state, reason, mode, uptime, "a test", "nothing", 7, 8, 42, 3, suspended, "douane-list", "none", counters, warnings);
    }

    @Override
    public State awaitStarted(Duration limit) {
        return state;
    }

    @Override
    public List<PluginInfo> plugins() {
        return List.of(
                new PluginInfo("criterion", "user", "e7.rules.user 1.0", 0, 0, "active"),
                new PluginInfo("resolver", "sockdiag", "e7.identity 1.0", 100, 12, "taken out"));
    }
}
