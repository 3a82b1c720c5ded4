package e7.kernel.pipeline;

import e7.api.engine.PluginInfo;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * What the framework says about a plugin's service. The order is best ranking first, then the service that came first.
 *
 * @param names the values of the property that names it
 * @param ranking its service ranking
 * @param serviceId its service id
 * @param bundle symbolic name and version of its bundle
 */
public record PluginReference(List<String> names, int ranking, long serviceId, String bundle) implements Comparable<PluginReference> {

    /** Reads a reference; {@code nameProperty} holds one name or several. */
    public static PluginReference of(ServiceReference<?> reference, String nameProperty) {
        Object names = reference.getProperty(nameProperty);
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        Bundle bundle = reference.getBundle();
        return new PluginReference(
                names instanceof String[] several ? List.of(several) : names instanceof String one ? List.of(one) : List.of(),
                ranking instanceof Integer number ? number : 0,
                (Long) reference.getProperty(Constants.SERVICE_ID),
                bundle == null ? "gone" : bundle.getSymbolicName() + " " + bundle.getVersion());
    }

    /** The names in one string. */
    public String name() {
        return String.join(", ", names);
    }

    /** For {@code plugins}. */
    public PluginInfo info(String kind, long faults, String state) {
        return new PluginInfo(kind, name(), bundle, ranking, faults, state);
    }

    @Override
    public int compareTo(PluginReference other) {
        int byRanking = Integer.compare(other.ranking, ranking);
        return byRanking != 0 ? byRanking : Long.compare(serviceId, other.serviceId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PluginReference plugin && serviceId == plugin.serviceId;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(serviceId);
    }
}
