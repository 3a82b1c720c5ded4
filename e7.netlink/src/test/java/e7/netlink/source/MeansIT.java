package e7.netlink.source;

import e7.netlink.live.PrivateNetwork;
import org.junit.jupiter.api.Test;

/** The hook on kernels that lack one thing or another, as far as this one lets itself be asked. */
class MeansIT {

    @Test
    void shouldDoTheSameByEverySubstitute() throws Exception {
        PrivateNetwork.runAsRoot(MeansScenarios.class, "all");
    }
}
