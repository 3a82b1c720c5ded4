package e7.rules.process;

import e7.api.packet.PacketSketch;
import e7.api.rule.Criterion;
import e7.api.rule.CriterionProvider;
import e7.api.rule.RuleSyntaxException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Makes criteria of what can be read of a process. One service for all, since they share their threads: what is read in microseconds, as
 * long as nobody makes it wait, and sums, which take as long as the file is.
 */
@Component(
        property = {
            CriterionProvider.CRITERION + "=parent",
            CriterionProvider.CRITERION + "=cmdline",
            CriterionProvider.CRITERION + "=sha256",
            CriterionProvider.CRITERION + "=unit"
        })
public final class ProcessCriterionProvider implements CriterionProvider {

    private static final int READERS_PER_USER = 4;
    private static final int SUMMERS_PER_USER = 2;

    private final News news = new News();
    private final Lanes readers = new Lanes("e7-process-read", READERS_PER_USER);
    private final Lanes summers = new Lanes("e7-process-sum", SUMMERS_PER_USER);
    private final Map<String, Kind> kinds = Map.of(
            "parent", new ParentKind(new Inquiries<>(readers, news, Ancestors::of, Ancestors::characters)),
            "cmdline", new CommandLineKind(new Inquiries<>(readers, news, CommandLine::of, String::length)),
            "sha256", new ChecksumKind(new Inquiries<>(summers, news, new Checksums(summers::isClosed), sum -> Checksum.LENGTH)),
            "unit", new UnitKind(new Inquiries<>(readers, news, Cgroups::of, Cgroups::characters)));

    /** Reads nothing yet, and has no thread. */
    @Activate
    public ProcessCriterionProvider() {
        // All is made above.
    }

    @Deactivate
    void deactivate() {
        news.close();
        readers.close();
        summers.close();
    }

    @Override
    public Criterion parse(String name, List<String> values) throws RuleSyntaxException {
        return kinds.get(name).parse(values);
    }

    @Override
    public List<String> complete(String name, String prefix) {
        return kinds.get(name).complete(prefix);
    }

    @Override
    public void sketch(String name, String value, PacketSketch packet) throws RuleSyntaxException {
        throw new RuleSyntaxException("explain cannot take " + name + "=: it is read of a process that runs, and a sketched packet has none");
    }

    @Override
    public void onChange(Runnable changed) {
        news.onChange(changed);
    }

    @Override
    public String describe(String name) {
        return kinds.get(name).describe();
    }
}
