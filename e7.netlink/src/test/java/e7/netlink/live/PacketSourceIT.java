package e7.netlink.live;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packet source on a real kernel, each scenario in a process and a network namespace of its own. */
class PacketSourceIT {

    @ParameterizedTest
    @ValueSource(strings = {"accept", "drop", "reject", "rejectEstablished", "ping", "marks", "long", "taken", "late", "users"})
    void shouldJudgePackets(String scenario) throws Exception {
        PrivateNetwork.runAsRoot(PacketSourceScenarios.class, scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "reject", "marks"})
    void shouldJudgePacketsInAUserNamespace(String scenario) throws Exception {
        PrivateNetwork.runInUserNamespace(PacketSourceScenarios.class, scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "idle", "intact", "takeover", "takeoverHeld", "remove", "removeHeld", "idleHeld", "race",
        "stale"})
    void shouldKeepTheHook(String scenario) throws Exception {
        PrivateNetwork.runAsRoot(HookScenarios.class, scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wakeup", "close", "throwing", "allocation", "full", "failOpen"})
    void shouldKeepTheQueue(String scenario) throws Exception {
        PrivateNetwork.runAsRoot(QueueScenarios.class, scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = "unprivileged")
    void shouldSayWhichPrivilegeIsMissing(String scenario) throws Exception {
        PrivateNetwork.runUnprivileged(QueueScenarios.class, scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp", "dualstack", "senders", "listeners", "device", "allocation", "unknown"})
    void shouldFindSockets(String scenario) throws Exception {
        PrivateNetwork.runAsRoot(SocketScenarios.class, scenario);
    }
}
