package e7.kernel.cache;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configuration Admin with the one configuration of the caches; like the real one it tells changes on a thread of its own. */
final class FakeConfigurations implements ConfigurationAdmin {

    private final Hashtable<String, Object> stored = new Hashtable<>();
    private CacheSelection listener;

    /** A configuration as the framework hands it over. */
    static CacheConfig config(String process, String verdict, int processEntries, int verdictEntries) {
        return new CacheConfig() {
            @Override
            public String process() {
                return process;
            }

            @Override
            public String verdict() {
                return verdict;
            }

            @Override
            public int processEntries() {
                return processEntries;
            }

            @Override
            public int verdictEntries() {
                return verdictEntries;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return CacheConfig.class;
            }
        };
    }

    void tell(CacheSelection selection) {
        listener = selection;
    }

    Dictionary<String, Object> stored() {
        return stored;
    }

    private void update(Dictionary<?, ?> properties) {
        properties.keys().asIterator().forEachRemaining(key -> stored.put((String) key, properties.get(key)));
        CacheConfig config = config((String) stored.getOrDefault("process", ""), (String) stored.getOrDefault("verdict", ""), 16, 16);
        new Thread(() -> listener.modified(config)).start();
    }

    @Override
    public Configuration getConfiguration(String pid, String location) {
        return (Configuration) Proxy.newProxyInstance(
                Configuration.class.getClassLoader(), new Class<?>[] {Configuration.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperties" -> stored.isEmpty() ? null : new Hashtable<>(stored);
                    case "update" -> {
                        update((Dictionary<?, ?>) arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public Configuration createFactoryConfiguration(String factoryPid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration createFactoryConfiguration(String factoryPid, String location) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration getConfiguration(String pid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name, String location) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration[] listConfigurations(String filter) {
        throw new UnsupportedOperationException();
    }
}
