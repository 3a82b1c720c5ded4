package e7.itest.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.engine.Firewall;
import e7.itest.framework.InFelix;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** The bundles that run/e7.bndrun lists fit together. */
@InFelix
class BundlesIT {

    @Test
    void shouldBeActiveWhenTheFrameworkHasStarted(BundleContext context) {
        List<String> others = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE && !isLazy(bundle))
                .map(bundle -> bundle.getSymbolicName() + " state=" + bundle.getState())
                .toList();

        assertEquals(List.of(), others);
        assertTrue(Arrays.stream(context.getBundles()).anyMatch(bundle -> bundle.getSymbolicName().equals("e7.kernel")));
    }

    @Test
    void shouldGuardWhenTheFrameworkHasStarted(Firewall firewall) throws InterruptedException {
        Firewall.State state = firewall.awaitStarted(Duration.ofSeconds(20));

        assertEquals(Firewall.State.GUARDING, state, () -> firewall.status().reason());
    }

    /** A bundle may ask to be started by the first use of its classes. */
    private static boolean isLazy(Bundle bundle) {
        return bundle.getState() == Bundle.STARTING && bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
    }
}
