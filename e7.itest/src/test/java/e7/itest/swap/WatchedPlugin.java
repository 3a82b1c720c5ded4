package e7.itest.swap;

import e7.api.packet.Facet;
import e7.api.packet.Packet;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.Match;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/**
 * A plugin by Declarative Services that stays a while with each packet and writes down who was inside after its {@code deactivate}. The criterion
 * {@code watched} is true of all packets: {@code watched=queue} is asked by queue threads, {@code watched=worker} by workers, about every one.
 *
 * <p>What it wrote down is got by the types of Java alone, as its classes are not those of the tests: {@code entered}, and {@code late}.
 */
public final class WatchedPlugin implements CriterionProvider, Supplier<Map<String, Long>> {

    static final String CRITERION_NAME = "watched";

    private static final String COMPONENT_FILE = "OSGI-INF/watched.xml";
    private static final String COMPONENT =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="watched" deactivate="deactivate">
              <implementation class="%s"/>
              <property name="%s" value="%s"/>
              <service><provide interface="%s"/></service>
            </scr:component>
            """
                    .formatted(WatchedPlugin.class.getName(), CRITERION, CRITERION_NAME, CriterionProvider.class.getName());

    private final AtomicLong entered = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private volatile boolean ended;

    /** The bundle as a jar. */
    static InputStream jar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, "e7.itest.watched");
        attributes.putValue(Constants.IMPORT_PACKAGE, "e7.api.packet, e7.api.rule");
        attributes.putValue("Service-Component", COMPONENT_FILE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry(COMPONENT_FILE));
            jar.write(COMPONENT.getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : List.of(WatchedPlugin.class, Watched.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    void deactivate() {
        ended = true;
    }

    @Override
    public Criterion parse(String name, List<String> values) {
        return new Watched(this, values.equals(List.of("queue")));
    }

    @Override
    public String describe(String name) {
        return "all packets: queue or worker";
    }

    @Override
    public Map<String, Long> get() {
        return Map.of("entered", entered.get(), "late", late.get());
    }

    private void countIfLate() {
        if (ended) {
            late.incrementAndGet();
        }
    }

    /** Asked about every packet, as it says that its answer may be another each time. */
    private static final class Watched implements Criterion {

        private static final long STAY_NANOS = 200_000;

        private final WatchedPlugin plugin;
        private final boolean pure;

        Watched(WatchedPlugin plugin, boolean pure) {
            this.plugin = plugin;
            this.pure = pure;
        }

        @Override
        public Match test(Packet packet) {
            plugin.entered.incrementAndGet();
            plugin.countIfLate();
            LockSupport.parkNanos(STAY_NANOS);
            plugin.countIfLate();
            return Match.YES;
        }

        @Override
        public Set<Facet> facets() {
            return Set.of();
        }

        @Override
        public int specificity() {
            return 0;
        }

        @Override
        public boolean isPure() {
            return pure;
        }

        @Override
        public Instant validUntil(Instant now) {
            return now;
        }
    }
}
